package dev.signet.chaos.workload;

import dev.signet.chaos.history.Answer;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Patch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** What one device does next with one dataset: it reads and writes, often knowing less than it should. */
public final class DatasetPlan {
    private static final int GROUPS = 10;
    private static final int KEYS_OF_GROUP = 4;

    private final RandomGenerator random;
    private final DatasetId dataset;
    private final Habits habits;
    private final Map<String, Long> known = new HashMap<>();
    private long datasetCount;
    private int batches;

    /** What a device is like.
     *
     * @param restless whether it unsubscribes and subscribes again
     * @param deletes whether it deletes the dataset now and then
     */
    public record Habits(String device, boolean restless, boolean deletes) {}

    public DatasetPlan(RandomGenerator random, DatasetId dataset, Habits habits) {
        this.random = random;
        this.dataset = dataset;
        this.habits = habits;
    }

    public DatasetId dataset() {
        return dataset;
    }

    /** @param client a name for whoever does it, as values are unique */
    public Op next(String client) {
        return switch (random.nextInt(20)) {
            case 0 -> new Op.Describe(dataset);
            case 1 -> rarely();
            case 2, 3, 4, 5, 6 -> new Op.Read(dataset, 0);
            case 7 -> new Op.Read(dataset, datasetCount == 0 ? 0 : random.nextLong(datasetCount));
            default -> write(client);
        };
    }

    private Op rarely() {
        if (habits.deletes() && random.nextInt(5) == 0) {
            return new Op.Delete(dataset);
        }
        return habits.restless() && random.nextInt(4) == 0
                ? new Op.Unsubscribe(dataset, habits.device())
                : new Op.Subscribe(dataset, habits.device());
    }

    private Op write(String client) {
        String batch = client + "/" + dataset.name() + "-" + ++batches;
        int group = random.nextInt(GROUPS);
        List<Patch> patches = IntStream.range(0, 1 + random.nextInt(KEYS_OF_GROUP))
                .mapToObj(i -> patch("key-" + group + "-" + i, batch))
                .toList();
        return new Op.Write(dataset, batch, patches, random.nextInt(5) == 0 ? null : habits.device());
    }

    /** Now and then a record is removed, and now and then written with a count that is wrong on purpose. */
    private Patch patch(String key, String batch) {
        long count = known.getOrDefault(key, 0L);
        boolean removes = random.nextInt(15) == 0;
        long stale = random.nextInt(40) == 0 ? Math.max(0, count - 1) : count;
        return new Patch(key, removes ? null : key + "=" + batch, stale);
    }

    /** Learns from a reading of the whole dataset, and from its own writes half the time. */
    public void learn(Op op, Answer answer) {
        switch (answer) {
            case Listed listed
            when op instanceof Op.Read read && read.since() == 0 -> {
                known.clear();
                listed.records().forEach(record -> known.put(record.key(), record.count()));
                datasetCount = listed.count();
            }
            case Answer.Written written when random.nextBoolean() -> known.putAll(written.counts());
            case Answer.Done _ when op instanceof Op.Delete -> known.clear();
            default -> {}
        }
    }
}
