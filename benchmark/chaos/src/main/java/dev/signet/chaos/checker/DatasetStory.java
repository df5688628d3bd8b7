package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Delete;
import dev.signet.chaos.history.Op.Read;
import dev.signet.chaos.history.Op.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that happened to one dataset. */
final class DatasetStory {
    private final DatasetId id;
    private final CallsByOp calls = new CallsByOp();
    private final List<Entry.Ledger> ledger = new ArrayList<>();
    private final NavigableMap<Long, Commit> commits = new TreeMap<>();
    private final NavigableSet<Long> deletions = new TreeSet<>();
    private boolean deletionsKnown = true;
    private Optional<Call<Read>> finalRead = Optional.empty();

    DatasetStory(DatasetId id) {
        this.id = id;
    }

    void add(Call<Op> call) {
        calls.add(call);
    }

    void add(Entry.Ledger event) {
        ledger.add(event);
    }

    /** Works out which changes are known to have happened, once everything is here. */
    void settle(Story story) {
        calls.ok(Write.class)
                .forEach(write -> commit(new Commit(
                        write.answer(Written.class).count(),
                        Optional.of(write),
                        Optional.ofNullable(write.op().device()),
                        false,
                        List.of())));
        calls.ok(Read.class)
                .forEach(read -> read.answer(Listed.class).records().forEach(seen -> settle(story, read, seen)));
        ledger.forEach(event -> commit(new Commit(
                event.count(),
                Optional.empty(),
                Optional.ofNullable(event.device()),
                event.deleted(),
                List.of(event))));
        commits.values().stream().filter(Commit::deletion).forEach(commit -> deletions.add(commit.count()));
        deletionsKnown =
                story.hasLedger() || calls.possible(Delete.class).findAny().isEmpty();
        finalRead = calls.ok(Read.class)
                .filter(read -> read.op().since() == 0 && read.from() >= story.finalFrom())
                .reduce((_, last) -> last);
    }

    /** A write of unknown end has happened when its value is read. */
    private void settle(Story story, Call<Read> read, Seen seen) {
        if (seen.value() == null) {
            return;
        }
        story.writerOf(seen.value())
                .filter(Call::unknown)
                .filter(write -> write.op().dataset().equals(id))
                .ifPresent(write -> commit(new Commit(
                        seen.count(),
                        Optional.of(write),
                        Optional.ofNullable(write.op().device()),
                        false,
                        read.lines().toList())));
    }

    private void commit(Commit commit) {
        commits.putIfAbsent(commit.count(), commit);
    }

    DatasetId id() {
        return id;
    }

    CallsByOp calls() {
        return calls;
    }

    List<Entry.Ledger> ledger() {
        return ledger;
    }

    /** The changes that are known to have happened, by their counts. */
    NavigableMap<Long, Commit> commits() {
        return commits;
    }

    /** The counts at which the dataset is known to have been deleted. */
    NavigableSet<Long> deletions() {
        return deletions;
    }

    /** Whether there are no other deletions than the known ones. */
    boolean deletionsKnown() {
        return deletionsKnown;
    }

    /** Whether a record with one count may be gone for a reader who sees another. */
    boolean mayBeDeleted(long recordCount, long datasetCount) {
        Long next = deletions.higher(recordCount);
        return !deletionsKnown || next != null && next <= datasetCount;
    }

    /** The whole dataset as it was read at the end. */
    Optional<Call<Read>> finalRead() {
        return finalRead;
    }
}
