package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.Eventually;
import dev.signet.events.IdentityEvent;
import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.ReadTopic;
import dev.signet.events.RoleEvent;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.inbox.Consumers;
import dev.signet.events.kafka.KafkaSettings;
import dev.signet.events.kafka.Topics;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
@TestProfile(TopicMadeAnewTest.Republishing.class)
class TopicMadeAnewTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    KafkaSettings kafka;

    @Inject
    Topics topics;

    @Inject
    Consumers consumers;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    RolesInMemory roles;

    @Inject
    Republisher republisher;

    @Inject
    ReadTopic readTopic;

    private final String account = UUID.randomUUID().toString();

    @Test
    void itsStatesArePublishedAgainOnceAndReadersHoldThem() {
        Eventually.isTrue(topics::ready);
        Map<String, RoleEvent> seen = new ConcurrentHashMap<>();
        consumers
                .view(Topic.ROLES, account, RoleEvent.class, event -> {
                    seen.put(event.roleArn(), event);
                    return Uni.createFrom().voidItem();
                })
                .caughtUp()
                .await()
                .atMost(SOON);
        republisher.sweep().await().atMost(SOON);
        List<RoleState> all = IntStream.range(0, 7).mapToObj(this::role).toList();
        all.forEach(roles::add);
        assertThat(seen).doesNotContainKey(all.getFirst().roleArn());

        makeAnew(Topic.ROLES);

        Eventually.isTrue(SOON, () -> all.stream().allMatch(role -> role.equals(seen.get(role.roleArn()))));
        republisher.sweep().await().atMost(SOON);
        assertThat(readTopic.all(Topic.ROLES, record -> record.key().contains(account)))
                .hasSize(all.size());
    }

    @Test
    void aGroupReadsItFromItsBeginning() {
        List<String> seen = new CopyOnWriteArrayList<>();
        consumers.consume(Topic.IDENTITIES, account, IdentityEvent.class, (_, event) -> {
            seen.add(event.identityId());
            return Uni.createFrom().voidItem();
        });
        List<String> before = IntStream.range(0, 20).mapToObj(n -> account + n).toList();
        before.forEach(this::publish);
        Eventually.isTrue(SOON, () -> seen.containsAll(before));

        makeAnew(Topic.IDENTITIES);
        List<String> after = IntStream.range(20, 40).mapToObj(n -> account + n).toList();
        after.forEach(this::publish);

        Eventually.isTrue(SOON, () -> seen.containsAll(after));
    }

    private void makeAnew(Topic topic) {
        Eventually.isTrue(topics::ready);
        var before = topics.idOf(topic).orElseThrow();
        try (var admin = Admin.create(kafka.with(Map.of()))) {
            Uni.createFrom()
                    .completionStage(admin.deleteTopics(Set.of(topics.kafkaName(topic.kafkaName())))
                            .all()
                            .toCompletionStage())
                    .await()
                    .atMost(SOON);
        }
        Eventually.isTrue(
                SOON, () -> topics.idOf(topic).filter(id -> !id.equals(before)).isPresent());
    }

    private RoleState role(int number) {
        return new RoleState("arn:aws:iam::" + account + ":role/r" + number, "AROA", 3600, "{}", Map.of());
    }

    /** Looks for topics that were made anew, which tests do not by default. */
    public static final class Republishing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.events.republish-every", "1s");
        }
    }

    private void publish(String identityId) {
        unitOfWork
                .run(work -> Uni.createFrom()
                        .voidItem()
                        .invoke(() -> work.publish(new IdentityCreated("us-east-1:p", identityId, Instant.EPOCH))))
                .await()
                .atMost(SOON);
    }
}
