package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.embedded.EmbeddedKafka;
import dev.signet.events.DatasetChanged;
import dev.signet.events.Eventually;
import dev.signet.events.ReadTopic;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.cloud.EventJson;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    Pool pool;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final String key = UUID.randomUUID().toString();
    private long written;

    @Test
    void writesGoOnWhileKafkaIsAwayAndAreSentInOrderWhenItIsBack() throws Exception {
        Path home = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "broker");
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
            return Map.of("kafka.bootstrap.servers", "127.0.0.1:" + PORT);
        }
    }
}
