package dev.signet.chaos.fake;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** What is to happen when, in a time of its own: a run takes no real time and is the same each time. */
final class Agenda {
    private static final long MILLI = 1_000_000;

    private record Item(long at, long order, Runnable deed) {}

    private final PriorityQueue<Item> items =
            new PriorityQueue<>(Comparator.comparingLong(Item::at).thenComparingLong(Item::order));
    private final Map<String, Long> last = new HashMap<>();
    private long now;
    private long order;

    /** Nanoseconds, each asked for later than the one before. */
    long now() {
        return now++;
    }

    void after(long millis, Runnable deed) {
        items.add(new Item(now + millis * MILLI, order++, deed));
    }

    /** Not before what else is due for the same one. */
    void afterOthers(String one, long millis, Runnable deed) {
        long at = Math.max(now + millis * MILLI, last.getOrDefault(one, 0L));
        last.put(one, at);
        items.add(new Item(at, order++, deed));
    }

    void run() {
        for (Item item = items.poll(); item != null; item = items.poll()) {
            now = Math.max(now, item.at());
            item.deed().run();
        }
    }
}
