package dev.signet.iam.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.embedded.EmbeddedKafka;
import dev.signet.embedded.Ports;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.cloud.EventJson;
import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoleViewTest {
    private static final String TRUST =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";
    private static final String POLICY = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}}";

    @TempDir
    static Path folder;

    private static Optional<EmbeddedKafka> embedded = Optional.empty();
    private static Map<String, Object> settings = Map.of();
    private static KafkaProducer<String, byte[]> producer;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final String topic = "test-" + UUID.randomUUID() + ".roles";

    @BeforeAll
    static void kafka() throws IOException {
        String named = System.getenv("SIGNET_TEST_KAFKA");
        if (named == null) {
            embedded = Optional.of(EmbeddedKafka.start(folder, Ports.free()));
        }
        String servers = embedded.map(EmbeddedKafka::bootstrapServers).orElse(named);
        settings = Map.of("bootstrap.servers", servers);
        Map<String, Object> inOrder = new HashMap<>(settings);
        // where a topic was made just now, the first batch may be refused and a later one taken: for ever out of order
        inOrder.put("max.in.flight.requests.per.connection", 1);
        producer = new KafkaProducer<>(inOrder, new StringSerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        producer.close();
        embedded.ifPresent(EmbeddedKafka::stop);
    }

    @Test
    void isReadyOnceItKnowsWhatWasPublishedBeforeItStarted() throws Exception {
        create(topic);
        for (int i = 0; i < 500; i++) {
            publish(arn(i), "AROA" + i);
        }
        publish(arn(0), "AROAnew");
        delete(arn(1));

        try (RoleView roles = new RoleView(settings, topic, meters)) {
            await(roles::ready);

            assertThat(find(roles, arn(0))).map(Role::id).contains("AROAnew");
            assertThat(find(roles, arn(1))).isEmpty();
            assertThat(find(roles, arn(499))).map(Role::id).contains("AROA499");
        }
    }

    /** What a role once was must neither be allowed again nor be denied for what it may do now. */
    @Test
    void neverShowsARoleAsItWasBefore() throws Exception {
        create(topic);
        for (int i = 0; i < 2_000; i++) {
            String state = EventJson.write(new RoleState(arn(0), "AROA" + i, 3600, TRUST, Map.of()));
            producer.send(new ProducerRecord<>(topic, arn(0), state.getBytes(StandardCharsets.UTF_8)));
        }
        publish(arn(0), "AROAnow");

        Map<String, Object> slowly = new HashMap<>(settings);
        slowly.put("max.poll.records", 1);
        try (RoleView roles = new RoleView(slowly, topic, meters)) {
            Set<String> seen = new TreeSet<>();
            await(() -> {
                seen.add(shown(roles, arn(0)));
                return roles.ready();
            });
            seen.add(shown(roles, arn(0)));

            assertThat(seen).containsAnyOf("AROAnow").isSubsetOf("AROAnow", "unknown");
        }
    }

    private static String shown(RoleView roles, String arn) {
        return roles.find(arn)
                .map(role -> role.map(Role::id).orElse("none"))
                .onFailure(Refusal.class)
                .recoverWithItem("unknown")
                .await()
                .indefinitely();
    }

    @Test
    void followsChangesWithinMilliseconds() throws Exception {
        create(topic);
        try (RoleView roles = new RoleView(settings, topic, meters)) {
            await(roles::ready);
            publish(arn(1), "AROA1");
            await(() -> find(roles, arn(1)).isPresent());

            Instant start = Instant.now();
            publish(arn(1), "AROA2");
            await(() -> find(roles, arn(1))
                    .filter(role -> role.id().equals("AROA2"))
                    .isPresent());
            Duration took = Duration.between(start, Instant.now());
            delete(arn(1));
            await(() -> find(roles, arn(1)).isEmpty());

            assertThat(took).isLessThan(Duration.ofMillis(500));
        }
    }

    @Test
    void isReadyWithoutATopicAndFindsItWhenItIsMade() throws Exception {
        try (RoleView roles = new RoleView(settings, topic, meters)) {
            await(roles::ready);
            assertThat(find(roles, arn(1))).isEmpty();

            create(topic);
            publish(arn(1), "AROA1");

            await(() -> find(roles, arn(1)).isPresent());
        }
    }

    @Test
    void readsATopicThatWasMadeAnewAndKeepsItsRolesMeanwhile() throws Exception {
        create(topic);
        for (int i = 0; i < 50; i++) {
            publish(arn(i), "AROA" + i);
        }
        try (RoleView roles = new RoleView(settings, topic, meters)) {
            await(roles::ready);
            delete(topic, settings);
            create(topic);
            publish(arn(1), "AROAnew");
            publish(arn(60), "AROA60");

            await(() -> find(roles, arn(60)).isPresent());
            await(() -> find(roles, arn(1))
                    .filter(role -> role.id().equals("AROAnew"))
                    .isPresent());
            assertThat(find(roles, arn(49))).isPresent();
        }
    }

    @Test
    void aRoleThatCannotBeUnderstoodIsNone() throws Exception {
        create(topic);
        publish(arn(1), "AROA1");
        publish(arn(2), "AROA2");
        publish(arn(4), "AROA4");
        try (RoleView roles = new RoleView(settings, topic, meters)) {
            await(roles::ready);
            send(arn(1), "{\"roleArn\":".getBytes(StandardCharsets.UTF_8));
            send(
                    arn(2),
                    EventJson.write(new RoleState(arn(2), "AROA2", 3600, "{}", Map.of()))
                            .getBytes(StandardCharsets.UTF_8));
            send(
                    arn(4),
                    EventJson.write(new RoleState(arn(4), "AROA4", 3600, TRUST, Map.of("p", "none")))
                            .replace("\"none\"", "null")
                            .getBytes(StandardCharsets.UTF_8));
            publish(arn(3), "AROA3");

            await(() -> find(roles, arn(3)).isPresent());
            await(() -> List.of(1, 2, 4).stream()
                    .allMatch(number -> find(roles, arn(number)).isEmpty()));
            assertThat(meters.counter("signet.roles.unreadable").count()).isEqualTo(3);
        }
    }

    @Test
    void saysThatItDoesNotKnowWhileKafkaIsAway() throws IOException {
        try (RoleView roles = new RoleView(Map.of("bootstrap.servers", "127.0.0.1:" + Ports.free()), topic, meters)) {
            Refusal refusal = catchThrowableOfType(Refusal.class, () -> find(roles, arn(1)));

            assertThat(roles.ready()).isFalse();
            assertThat(refusal.error()).isEqualTo(CommonError.SERVICE_UNAVAILABLE);
        }
    }

    private static Optional<Role> find(RoleView roles, String arn) {
        return roles.find(arn).await().indefinitely();
    }

    private static String arn(int number) {
        return "arn:aws:iam::000000000000:role/r" + number;
    }

    private void publish(String arn, String id) throws Exception {
        send(
                arn,
                EventJson.write(new RoleState(arn, id, 3600, TRUST, Map.of("p", POLICY)))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private void delete(String arn) throws Exception {
        send(arn, null);
    }

    private void send(String key, byte @Nullable [] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }

    private static void create(String topic) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(settings)) {
            admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1).configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get();
        }
    }

    private static void delete(String topic, Map<String, Object> settings)
            throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(settings)) {
            admin.deleteTopics(List.of(topic)).all().get();
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant limit = Instant.now().plusSeconds(20);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(limit);
            Thread.sleep(5);
        }
    }
}
