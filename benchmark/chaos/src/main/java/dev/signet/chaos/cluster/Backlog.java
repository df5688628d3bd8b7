package dev.signet.chaos.cluster;

import dev.signet.local.Service;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * What is still on its way.
 *
 * @param outbox events that are committed and not yet in Kafka
 * @param lag records in Kafka that their consumers have not handled yet
 */
public record Backlog(long outbox, long lag) {
    private static final int PATIENCE_MILLIS = 5_000;

    public boolean isEmpty() {
        return outbox == 0 && lag == 0;
    }

    /** Waits until nothing is on its way; tells how long that took, or fails with what is left. */
    public static Duration drain(Cluster cluster, Duration limit) throws InterruptedException, NotDrained {
        long start = System.nanoTime();
        String last;
        do {
            try {
                Backlog backlog = of(cluster);
                if (backlog.isEmpty()) {
                    return Duration.ofNanos(System.nanoTime() - start);
                }
                last = backlog.outbox() + " events in outboxes, " + backlog.lag() + " records not consumed";
            } catch (SQLException | ExecutionException | TimeoutException unknown) {
                last = "the backlog cannot be read: " + unknown.getMessage();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        } while (System.nanoTime() - start < limit.toNanos());
        throw new NotDrained("After " + limit.toSeconds() + " s: " + last);
    }

    /** The backlog did not drain in time. */
    public static final class NotDrained extends Exception {
        NotDrained(String message) {
            super(message);
        }
    }

    /** How many events a service has still to send. */
    public static long outbox(Cluster cluster, Service service) throws SQLException {
        return rows(cluster.database(service));
    }

    private static Backlog of(Cluster cluster)
            throws SQLException, ExecutionException, InterruptedException, TimeoutException {
        long outbox = 0;
        for (Service service : Service.values()) {
            outbox += outbox(cluster, service);
        }
        return new Backlog(outbox, lag(cluster.kafka()));
    }

    private static long rows(String database) throws SQLException {
        try (var connection = DriverManager.getConnection(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from outbox")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long lag(String kafka) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            var groups = admin.listGroups().all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).stream()
                    .filter(group -> !group.groupState().equals(Optional.of(GroupState.DEAD)))
                    .collect(Collectors.toMap(group -> group.groupId(), _ -> new ListConsumerGroupOffsetsSpec()));
            Map<String, Map<TopicPartition, OffsetAndMetadata>> read =
                    admin.listConsumerGroupOffsets(groups).all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            var ends = admin.listOffsets(read.values().stream()
                            .flatMap(offsets -> offsets.keySet().stream())
                            .distinct()
                            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
                    .all()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return read.values().stream()
                    .flatMap(offsets -> offsets.entrySet().stream())
                    .filter(entry -> entry.getValue() != null)
                    .mapToLong(entry -> behind(Optional.ofNullable(ends.get(entry.getKey())), entry.getValue()))
                    .sum();
        }
    }

    private static long behind(Optional<ListOffsetsResultInfo> end, OffsetAndMetadata read) {
        return end.map(info -> Math.max(0, info.offset() - read.offset())).orElse(0L);
    }
}
