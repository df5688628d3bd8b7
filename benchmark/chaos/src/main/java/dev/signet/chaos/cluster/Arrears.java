package dev.signet.chaos.cluster;

import dev.signet.local.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * What had piled up by one moment, while load goes on: the events in outboxes until each is in Kafka, what is in Kafka then
 * until each consumer has handled it, and the pushes that wait then until a push service has taken each. What the load
 * adds meanwhile is no part of it.
 */
public final class Arrears {
    private final Cluster cluster;
    private final Patience patience;

    private Arrears(Cluster cluster, Duration limit) {
        this.cluster = cluster;
        this.patience = new Patience(limit);
    }

    /**
     * What was drained.
     *
     * @param took from the moment on
     * @param events how many were in outboxes at that moment
     */
    public record Drained(Duration took, long events) {
        public double seconds() {
            return took.toMillis() / 1e3;
        }
    }

    /** Waits until all that is on its way now has arrived; fails with what is left. */
    public static Drained drain(Cluster cluster, Duration limit) throws InterruptedException, NotDrained {
        return new Arrears(cluster, limit).drain();
    }

    private Drained drain() throws InterruptedException, NotDrained {
        Map<Service, Long> newest = patience.answer(this::newest);
        long events = patience.answer(() -> unsent(newest));
        patience.until(() -> missing(unsent(newest), "events in outboxes"));
        Map<TopicPartition, Long> ends =
                patience.answer(() -> Offsets.of(cluster.kafka()).ends());
        patience.until(() -> missing(Offsets.of(cluster.kafka()).behind(ends), "records not consumed"));
        Set<String> pushes = Set.copyOf(patience.answer(this::deliveries));
        patience.until(() -> missing(undelivered(pushes), "pushes not delivered"));
        return new Drained(patience.used(), events);
    }

    private static String missing(long many, String what) {
        return many == 0 ? "" : many + " " + what;
    }

    private Map<Service, Long> newest() throws SQLException {
        Map<Service, Long> newest = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            newest.put(service, Rows.number(cluster.database(service), "select coalesce(max(id), 0) from outbox"));
        }
        return newest;
    }

    private long unsent(Map<Service, Long> newest) throws SQLException {
        long unsent = 0;
        for (var each : newest.entrySet()) {
            unsent += Rows.number(
                    cluster.database(each.getKey()), "select count(*) from outbox where id <= " + each.getValue());
        }
        return unsent;
    }

    private List<String> deliveries() throws SQLException {
        return Rows.texts(cluster.database(Service.NOTIFICATION), "select id from delivery");
    }

    private long undelivered(Set<String> pushes) throws SQLException {
        Set<String> left = new HashSet<>(deliveries());
        left.retainAll(pushes);
        return left.size();
    }
}
