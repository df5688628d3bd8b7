package dev.signet.chaos.fake;

import dev.signet.chaos.fake.Reply.Refused;
import dev.signet.chaos.fake.Reply.Taken;
import dev.signet.chaos.history.Answer.Described;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Patch;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Datasets in memory, kept as Cognito Sync keeps them, but for one flaw. */
final class FakeDatasets {
    private final Chance chance;
    private final Announcements announcements;
    private final Map<DatasetId, State> datasets = new HashMap<>();

    private static final class State {
        long count;
        boolean live;
        Map<String, Seen> records = new LinkedHashMap<>();
        Listed stale = new Listed(0, List.of());
    }

    FakeDatasets(Chance chance, Announcements announcements) {
        this.chance = chance;
        this.announcements = announcements;
    }

    Reply take(DatasetOp op) {
        if (chance.errs(Flaw.DENIES_WHAT_IS_ALLOWED)) {
            return new Refused("AccessDeniedException", "no identity-based policy allows the action");
        }
        State state = datasets.computeIfAbsent(op.dataset(), _ -> new State());
        return switch (op) {
            case Op.Write write -> write(state, write);
            case Op.Read read -> new Taken(list(state, read));
            case Op.Describe _ -> new Taken(new Described(state.live));
            case Op.Delete delete -> delete(state, delete);
            case Op.Subscribe subscribe -> {
                announcements.subscribe(subscribe.device(), op.dataset(), state.count);
                yield Reply.done();
            }
            case Op.Unsubscribe unsubscribe -> {
                announcements.unsubscribe(unsubscribe.device(), op.dataset());
                yield Reply.done();
            }
        };
    }

    private Reply write(State state, Op.Write write) {
        boolean stale = write.patches().stream().anyMatch(patch -> patch.knownCount() != countOf(state, patch));
        if (stale && !chance.errs(Flaw.ACCEPTS_A_STALE_COUNT)) {
            if (chance.errs(Flaw.STORES_WHAT_IT_REFUSES)) {
                store(state, write.patches(), state.count);
            }
            return new Refused("ResourceConflictException", "stale");
        }
        remember(state);
        state.live = true;
        state.count += chance.errs(Flaw.GIVES_A_COUNT_TWICE) && state.count > 0 ? 0 : 1;
        if (!chance.errs(Flaw.DROPS_AN_ACKNOWLEDGED_WRITE)) {
            boolean half = write.patches().size() > 1 && chance.errs(Flaw.APPLIES_HALF_A_BATCH);
            store(state, half ? write.patches().subList(0, 1) : write.patches(), state.count);
        }
        announcements.changed(write.dataset(), state.count, Optional.ofNullable(write.device()), false);
        long count = state.count;
        return new Taken(new Written(write.patches().stream().collect(Collectors.toMap(Patch::key, _ -> count))));
    }

    private void store(State state, List<Patch> patches, long count) {
        for (Patch patch : patches) {
            String value = chance.errs(Flaw.MAKES_A_VALUE_UP) ? "made up" : patch.value();
            state.records.put(patch.key(), new Seen(patch.key(), value, count));
        }
    }

    private static long countOf(State state, Patch patch) {
        Seen record = state.records.get(patch.key());
        return record == null ? 0 : record.count();
    }

    private Listed list(State state, Op.Read read) {
        Listed now = chance.errs(Flaw.READS_FROM_A_STALE_REPLICA) ? state.stale : now(state);
        return new Listed(
                now.count(),
                now.records().stream()
                        .filter(record -> record.count() > read.since())
                        .toList());
    }

    private static Listed now(State state) {
        return new Listed(state.count, List.copyOf(state.records.values()));
    }

    private void remember(State state) {
        if (chance.oneIn(10)) {
            state.stale = now(state);
        }
    }

    private Reply delete(State state, Op.Delete delete) {
        if (!state.live) {
            return new Refused("ResourceNotFoundException", "none");
        }
        state.count++;
        state.live = false;
        if (!chance.errs(Flaw.FORGETS_A_DELETION)) {
            state.records.clear();
        }
        announcements.changed(delete.dataset(), state.count, Optional.empty(), true);
        return Reply.done();
    }
}
