package dev.signet.identitypool.role;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.RoleEvent;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.Topic;
import dev.signet.events.inbox.Consumers;
import dev.signet.events.kafka.Topics;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
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
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@IdentityPoolTest
@TestProfile(RoleSnapshotTest.Republishing.class)
class RoleSnapshotTest {
    private static final int MORE_THAN_A_PAGE = 105;

    @Inject
    Consumers consumers;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void afterKafkaLostItsTopicItHoldsAllRolesAgainAndNoneThatIsGone() throws Exception {
        List<TestRole> roles = IntStream.range(0, MORE_THAN_A_PAGE)
                .mapToObj(_ -> TestRole.ofAccount())
                .toList();
        roles.getFirst().allowing("cognito-sync:*", "*");
        TestRole gone = TestRole.ofAccount();
        SignetClients.underTest().operator().iam().deleteRole(it -> it.roleName(gone.name()));

        loseTopic();

        Map<String, RoleState> seen = new ConcurrentHashMap<>();
        consumers.view(Topic.ROLES, UUID.randomUUID().toString(), RoleEvent.class, event -> {
            seen.compute(event.roleArn(), (_, _) -> event instanceof RoleState state ? state : null);
            return Uni.createFrom().voidItem();
        });
        await(() -> roles.stream().allMatch(role -> seen.containsKey(role.arn())) && !seen.containsKey(gone.arn()));
        assertThat(seen.get(roles.getFirst().arn()).policies()).hasSize(1);
    }

    private void loseTopic() throws Exception {
        await(topics::ready);
        String before = topics.idOf(Topic.ROLES).orElseThrow();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(Set.of(topics.kafkaName(Topic.ROLES.kafkaName())))
                    .all()
                    .get();
        }
        await(() -> topics.idOf(Topic.ROLES).filter(id -> !id.equals(before)).isPresent());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant limit = Instant.now().plus(Duration.ofSeconds(30));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(limit);
            Thread.sleep(20);
        }
    }

    /** Looks for topics that were made anew, which tests do not by default. */
    public static final class Republishing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.events.republish-every", "1s");
        }
    }
}
