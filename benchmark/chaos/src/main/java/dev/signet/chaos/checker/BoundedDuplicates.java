package dev.signet.chaos.checker;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Entry.Push;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A device is told of the same change at most five times, and twice more for each fault of that time: what a process that
 * died, or hung, had not noted is told again.
 */
final class BoundedDuplicates implements Rule {
    private static final long MOST = 5;
    private static final long FOR_A_FAULT = 2;

    private final Findings findings = new Findings(Invariant.BOUNDED_DUPLICATES, BoundedDuplicates.class)
            .allowing("a change may be told " + MOST + " times, and " + FOR_A_FAULT
                    + " times more for each fault that was struck or lasted between the first time and the last");

    private record Told(String device, DatasetId dataset, long count) {}

    @Override
    public Result check(Story story) {
        Map<Told, List<Push>> byTold = byTold(story);
        byTold.forEach((told, pushes) -> findings.check(
                pushes.size() <= MOST || pushes.size() <= most(story, pushes),
                () -> "The device %s was told %d times of %s at %d"
                        .formatted(told.device(), pushes.size(), told.dataset(), told.count()),
                () -> pushes.stream().map(Entry.class::cast)));
        findings.note("%d pushes told it again; one change at most %d times"
                .formatted(
                        of(story),
                        byTold.values().stream().mapToInt(List::size).max().orElse(0)));
        return findings.result();
    }

    private static long most(Story story, List<Push> pushes) {
        return MOST
                + FOR_A_FAULT
                        * story.faults(pushes.getFirst().t(), pushes.getLast().t());
    }

    private static Map<Told, List<Push>> byTold(Story story) {
        return story.all(Push.class).stream()
                .collect(Collectors.groupingBy(push -> new Told(push.device(), push.dataset(), push.count())));
    }

    /** How many pushes told what the device had been told before. */
    static long of(Story story) {
        return story.all(Push.class).size() - byTold(story).size();
    }
}
