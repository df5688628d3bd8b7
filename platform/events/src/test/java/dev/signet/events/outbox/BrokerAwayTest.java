package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.embedded.EmbeddedKafka;
import dev.signet.events.DatasetChanged;
import dev.signet.events.Eventually;
import dev.signet.events.ReadTopic;
import dev.signet.events.RoleEvent;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.inbox.Consumers;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
@TestProfile(BrokerAwayTest.OwnBroker.class)
class BrokerAwayTest {
    private static final Duration WRITE_LIMIT = Duration.ofSeconds(2);
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(60);

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    ReadTopic readTopic;

    @Inject
    Consumers consumers;

    @Inject
    RolesInMemory roles;

    @Inject
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final String key = UUID.randomUUID().toString();
    private long written;

    @Test
    void writesGoOnWhileKafkaIsAwayAndAreSentInOrderWhenItIsBack() throws Exception {
        Path home = newHome();
        writeSome();
        EmbeddedKafka kafka = start(home);
        try {
            writeSome();
            Eventually.isTrue(DRAIN_LIMIT, () -> unsent() == 0);
            kafka.stop();
            writeSome();
            assertThat(unsent()).isEqualTo(50);
            kafka = start(home);
            Eventually.isTrue(DRAIN_LIMIT, () -> unsent() == 0);

            List<Long> counts = readTopic.all(Topic.CHANGES, r -> r.key().equals(key)).stream()
                    .map(r -> EventJson.read(r.value(), DatasetChanged.class).syncCount())
                    .distinct()
                    .toList();
            assertThat(counts)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 150).boxed().toList());
        } finally {
            kafka.stop();
        }
    }

    @Test
    void aBrokerThatLostAllItsDataIsToldTheStatesAgainAndReadFromItsBeginning() throws Exception {
        RoleState role = new RoleState("arn:aws:iam::" + key + ":role/kept", "AROA", 3600, "{}", Map.of());
        Set<RoleEvent> known = ConcurrentHashMap.newKeySet();
        consumers.view(Topic.ROLES, key, RoleEvent.class, event -> {
            known.add(event);
            return Uni.createFrom().voidItem();
        });
        Set<Long> counts = ConcurrentHashMap.newKeySet();
        consumers.consume(Topic.CHANGES, key, DatasetChanged.class, (_, change) -> {
            if (change.identityId().equals(key)) {
                counts.add(change.syncCount());
            }
            return Uni.createFrom().voidItem();
        });
        EmbeddedKafka kafka = start(newHome());
        try {
            writeSome();
            Eventually.isTrue(DRAIN_LIMIT, () -> counts.size() == 50);
            roles.add(role);

            kafka.stop();
            writeSome();
            kafka = start(newHome());

            Eventually.isTrue(DRAIN_LIMIT, () -> known.contains(role));
            Eventually.isTrue(DRAIN_LIMIT, () -> counts.size() == 100);
        } finally {
            kafka.stop();
        }
    }

    private static Path newHome() throws IOException {
        return Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broker");
    }

    private EmbeddedKafka start(Path home) {
        return EmbeddedKafka.start(home, Integer.parseInt(broker.substring(broker.lastIndexOf(':') + 1)));
    }

    private void writeSome() {
        for (int i = 0; i < 50; i++) {
            long count = ++written;
            unitOfWork
                    .run(work -> Uni.createFrom()
                            .voidItem()
                            .invoke(() ->
                                    work.publish(new DatasetChanged("p", key, "d", count, null, false, Instant.EPOCH))))
                    .await()
                    .atMost(WRITE_LIMIT);
        }
    }

    private long unsent() {
        return pool.query("select count(*) from outbox")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    /** A broker of this test's own, on a port where nothing listens yet. */
    public static final class OwnBroker implements QuarkusTestProfile {
        private static final int PORT = dev.signet.embedded.Ports.free();

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + PORT, "signet.events.republish-every", "1s");
        }
    }
}
