package dev.signet.chaos.cluster;

import java.util.HashMap;
import java.util.List;
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
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;

/**
 * How far Kafka's topics go, and how far their consumers have handled them.
 *
 * @param handled of each consumer, the offsets that it has committed
 */
record Offsets(Map<TopicPartition, Long> ends, List<Map<TopicPartition, Long>> handled) {
    private static final int PATIENCE_MILLIS = 5_000;

    static Offsets of(String kafka) throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> settings = Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
        try (Admin admin = Admin.create(settings)) {
            var groups = admin.listGroups().all().get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS).stream()
                    .filter(group -> !group.groupState().equals(Optional.of(GroupState.DEAD)))
                    .collect(Collectors.toMap(group -> group.groupId(), _ -> new ListConsumerGroupOffsetsSpec()));
            List<Map<TopicPartition, Long>> handled = admin
                    .listConsumerGroupOffsets(groups)
                    .all()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                    .values()
                    .stream()
                    .map(Offsets::known)
                    .toList();
            var ends = admin.listOffsets(handled.stream()
                            .flatMap(offsets -> offsets.keySet().stream())
                            .distinct()
                            .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest())))
                    .all()
                    .get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return new Offsets(
                    ends.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue()
                            .offset())),
                    handled);
        }
    }

    /** A partition of which a group has handled nothing has no offset. */
    private static Map<TopicPartition, Long> known(Map<TopicPartition, OffsetAndMetadata> offsets) {
        Map<TopicPartition, Long> known = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                known.put(partition, offset.offset());
            }
        });
        return known;
    }

    /** How many records before these ends have still to be handled, by each of their consumers. */
    long behind(Map<TopicPartition, Long> wanted) {
        return handled.stream()
                .flatMap(offsets -> offsets.entrySet().stream())
                .mapToLong(offset -> Math.max(0, wanted.getOrDefault(offset.getKey(), 0L) - offset.getValue()))
                .sum();
    }
}
