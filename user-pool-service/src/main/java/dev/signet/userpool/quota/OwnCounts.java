package dev.signet.userpool.quota;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What was taken through this process, in memory: it needs no Redis and forgets nothing when Redis does. */
final class OwnCounts {
    private final int most;
    private final LongSupplier micros;
    private final LinkedHashMap<String, Long> instants = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * Counts for so many keys; beyond, those that were not asked about for longest are forgotten.
     *
     * @param micros the time in microseconds
     */
    OwnCounts(int most, LongSupplier micros) {
        this.most = most;
        this.micros = micros;
    }

    /** Takes one, if the limit has one left. */
    synchronized boolean take(Limit limit) {
        long now = micros.getAsLong();
        long instant = Math.max(now, instants.getOrDefault(limit.key(), now)) + limit.micros();
        if (instant - now > limit.tolerance()) {
            return false;
        }
        instants.put(limit.key(), instant);
        forgetSome(now);
        return true;
    }

    /** Gives back one that was taken. */
    synchronized void giveBack(Limit limit) {
        instants.computeIfPresent(limit.key(), (_, instant) -> instant - limit.micros());
    }

    /** The eldest go: those that are worth nothing any more first, and in a flood of keys also others. */
    private void forgetSome(long now) {
        var eldest = instants.entrySet().iterator();
        for (int looked = 0; looked < 2 && eldest.hasNext(); looked++) {
            Map.Entry<String, Long> entry = eldest.next();
            if (entry.getValue() < now || instants.size() > most) {
                eldest.remove();
            }
        }
    }

    synchronized int size() {
        return instants.size();
    }
}
