package dev.signet.chaos.cluster;

import dev.signet.local.Service;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * What is still on its way.
 *
 * @param outbox events that are committed and not yet in Kafka
 * @param lag records in Kafka that their consumers have not handled yet
 * @param deliveries pushes that no push service has taken yet
 */
public record Backlog(long outbox, long lag, long deliveries) {
    public boolean isEmpty() {
        return outbox == 0 && lag == 0 && deliveries == 0;
    }

    @Override
    public String toString() {
        return outbox + " events in outboxes, " + lag + " records not consumed, " + deliveries
                + " pushes not delivered";
    }

    /** Waits until nothing is on its way, which nobody must add to; tells how long that took, or fails with what is left. */
    public static Duration drain(Cluster cluster, Duration limit) throws InterruptedException, NotDrained {
        Patience patience = new Patience(limit);
        patience.until(() -> {
            Backlog backlog = of(cluster);
            return backlog.isEmpty() ? "" : backlog.toString();
        });
        return patience.used();
    }

    /** How many events a service has still to send. */
    public static long outbox(Cluster cluster, Service service) throws SQLException {
        return Rows.number(cluster.database(service), "select count(*) from outbox");
    }

    /** Whatever waits for a push service counts, as long as that answers: none is given up before days have passed. */
    private static Backlog of(Cluster cluster)
            throws SQLException, ExecutionException, InterruptedException, TimeoutException {
        long outbox = 0;
        for (Service service : Service.values()) {
            outbox += outbox(cluster, service);
        }
        Offsets offsets = Offsets.of(cluster.kafka());
        return new Backlog(
                outbox,
                offsets.behind(offsets.ends()),
                Rows.number(cluster.database(Service.NOTIFICATION), "select count(*) from delivery"));
    }
}
