package dev.signet.chaos.checker;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Entry.Push;
import dev.signet.chaos.history.Op.Subscribe;
import dev.signet.chaos.history.Op.Unsubscribe;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * In the end each device was told, of each dataset that it surely followed, a count that is not below that of the last
 * change that others made since.
 */
final class Notified implements Rule {
    private final Findings findings = new Findings(Invariant.NOTIFIED, Notified.class);
    private Map<Followed, Push> told = Map.of();

    private record Followed(String device, DatasetId dataset) {}

    @Override
    public Result check(Story story) {
        if (story.finalFrom() < Long.MAX_VALUE) {
            told = highest(story.all(Push.class));
            story.datasets().forEach(this::check);
        }
        return findings.result();
    }

    private static Map<Followed, Push> highest(List<Push> pushes) {
        Map<Followed, Push> highest = new HashMap<>();
        pushes.forEach(push -> highest.merge(
                new Followed(push.device(), push.dataset()), push, (a, b) -> a.count() < b.count() ? b : a));
        return highest;
    }

    private void check(DatasetStory dataset) {
        Map<String, List<Call<Subscribe>>> byDevice = dataset.calls()
                .ok(Subscribe.class)
                .collect(Collectors.groupingBy(call -> call.op().device()));
        byDevice.forEach((device, subscriptions) -> standing(dataset, device, subscriptions)
                .ifPresent(subscription ->
                        due(dataset, subscription).ifPresent(due -> check(dataset, subscription, due))));
    }

    /** The earliest subscription that no unsubscription can have ended. */
    private static Optional<Call<Subscribe>> standing(
            DatasetStory dataset, String device, List<Call<Subscribe>> subscriptions) {
        Predicate<Call<Subscribe>> ended = subscription -> dataset.calls()
                .possible(Unsubscribe.class)
                .filter(call -> call.op().device().equals(device))
                .anyMatch(call -> !call.before(subscription));
        return subscriptions.stream().filter(ended.negate()).min(Comparator.comparingLong(Call::to));
    }

    /** The last change by others that surely came after the subscription. */
    private static Optional<Commit> due(DatasetStory dataset, Call<Subscribe> subscription) {
        Optional<Long> first = dataset.commits().values().stream()
                .filter(commit -> commit.call().filter(subscription::before).isPresent())
                .map(Commit::count)
                .findFirst();
        return first.flatMap(since -> dataset.commits().tailMap(since, true).values().stream()
                .filter(commit ->
                        !commit.device().equals(Optional.of(subscription.op().device())))
                .reduce((_, last) -> last));
    }

    private void check(DatasetStory dataset, Call<Subscribe> subscription, Commit due) {
        Optional<Push> push =
                Optional.ofNullable(told.get(new Followed(subscription.op().device(), dataset.id())));
        findings.check(
                push.filter(highest -> highest.count() >= due.count()).isPresent(),
                () -> "%s: the device %s was never told of %d, only of %s"
                        .formatted(
                                dataset.id(),
                                subscription.op().device(),
                                due.count(),
                                push.map(highest -> Long.toString(highest.count()))
                                        .orElse("nothing")),
                () -> Stream.of(subscription.lines(), due.lines(), push.stream().map(Entry.class::cast))
                        .flatMap(lines -> lines));
    }
}
