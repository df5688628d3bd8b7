package dev.signet.chaos.checker;

import dev.signet.chaos.history.AccountOp;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A history, put in order for the rules. */
final class Story {
    private final List<Call<?>> calls = new ArrayList<>();
    private final Map<DatasetId, DatasetStory> datasets = new LinkedHashMap<>();
    private final Map<String, UserStory> users = new LinkedHashMap<>();
    private final Map<String, Call<Write>> writers = new HashMap<>();
    private final Map<Class<?>, List<Entry>> entries = new HashMap<>();
    private final long finalFrom;

    private Story(List<Entry> history) {
        history.forEach(entry -> entries.computeIfAbsent(entry.getClass(), _ -> new ArrayList<>())
                .add(entry));
        finalFrom = all(Entry.Final.class).stream().mapToLong(Entry::t).max().orElse(Long.MAX_VALUE);
        Map<Long, Entry.End> ends = new HashMap<>();
        for (Entry entry : history) {
            if (entry instanceof Entry.End end) {
                ends.put(end.call(), end);
            }
        }
        all(Entry.Invoke.class).forEach(invoke -> add(invoke, Optional.ofNullable(ends.get(invoke.call()))));
        all(Entry.Ledger.class).forEach(event -> dataset(event.dataset()).add(event));
        datasets.values().forEach(dataset -> dataset.settle(this));
    }

    static Story of(List<Entry> history) {
        return new Story(history);
    }

    private void add(Entry.Invoke invoke, Optional<Entry.End> end) {
        Call<Op> call = new Call<>(invoke, invoke.op(), end.orElse(null));
        calls.add(call);
        switch (invoke.op()) {
            case DatasetOp op -> {
                dataset(op.dataset()).add(call);
                if (op instanceof Write write) {
                    remember(new Call<>(invoke, write, end.orElse(null)));
                }
            }
            case AccountOp op ->
                users.computeIfAbsent(op.user(), UserStory::new).add(call);
        }
    }

    private void remember(Call<Write> call) {
        for (Op.Patch patch : call.op().patches()) {
            if (patch.value() != null && writers.put(patch.value(), call) != null) {
                throw new IllegalArgumentException(
                        "The value " + patch.value() + " was written twice: nothing can be told");
            }
        }
    }

    private DatasetStory dataset(DatasetId id) {
        return datasets.computeIfAbsent(id, _ -> new DatasetStory(id));
    }

    List<Call<?>> calls() {
        return calls;
    }

    Collection<DatasetStory> datasets() {
        return datasets.values();
    }

    Optional<DatasetStory> find(DatasetId id) {
        return Optional.ofNullable(datasets.get(id));
    }

    Collection<UserStory> users() {
        return users.values();
    }

    /** The write that this value is of, if there is one. */
    Optional<Call<Write>> writerOf(String value) {
        return Optional.ofNullable(writers.get(value));
    }

    /** All entries of a kind, as they were written. */
    <E extends Entry> List<E> all(Class<E> kind) {
        return entries.getOrDefault(kind, List.of()).stream().map(kind::cast).toList();
    }

    /** From when on what is read is final; never, when the history breaks off before. */
    long finalFrom() {
        return finalFrom;
    }

    /** Whether the topic of changes was read. */
    boolean hasLedger() {
        return entries.containsKey(Entry.Ledger.class);
    }

    /** How many faults were struck between two moments, or before and not yet recovered from at the first. */
    long faults(long from, long to) {
        Map<String, Long> open = new HashMap<>();
        long over = 0;
        for (Entry.Fault fault : all(Entry.Fault.class)) {
            if (fault.phase().equals("strike") && fault.t() <= to) {
                open.put(fault.fault(), fault.t());
            } else if (fault.phase().equals("recovered") && open.remove(fault.fault()) != null && fault.t() >= from) {
                over++;
            }
        }
        return open.size() + over;
    }
}
