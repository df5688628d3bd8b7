package dev.signet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedServersTest {
    @TempDir
    private Path home;

    private final EmbeddedPostgres.Settings settings = new EmbeddedPostgres.Settings(Ports.free(), "secret-1", 20);

    @Test
    void postgresKeepsWhatWasCommittedWhenItIsKilled() throws SQLException {
        // Given
        EmbeddedPostgres killed = EmbeddedPostgres.start(home, settings);
        try (Connection connection = killed.connect("postgres")) {
            connection.createStatement().execute("create table proof as select 42 as answer");
        }

        // When
        ProcessHandle.of(killed.process().pid()).orElseThrow().destroyForcibly();
        assertThat(killed.process().onExit()).succeedsWithin(Duration.ofSeconds(5));
        EmbeddedPostgres again = EmbeddedPostgres.start(home, settings);

        // Then
        try (Connection connection = again.connect("postgres")) {
            assertThat(answer(connection, "select answer from proof")).isEqualTo("42");
            assertThat(answer(connection, "show fsync")).isEqualTo("on");
            assertThat(answer(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(answer(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
        } finally {
            again.stop();
        }
    }

    @Test
    void postgresEndsTheServerThatAKilledStartLeftOnItsData() {
        // Given
        EmbeddedPostgres orphan = EmbeddedPostgres.start(home, settings);

        // When
        EmbeddedPostgres again = EmbeddedPostgres.start(home, settings);

        // Then
        assertThat(orphan.process().isAlive()).isFalse();
        assertThat(again.process().isAlive()).isTrue();
        again.stop();
        assertThat(again.process().isAlive()).isFalse();
    }

    @Test
    void postgresLetsNobodyInWithoutThePassword() {
        // Given
        EmbeddedPostgres postgres = EmbeddedPostgres.start(home, settings);

        // When / Then
        assertThatThrownBy(() -> DriverManager.getConnection(postgres.jdbcUrl("postgres"), "postgres", "wrong"))
                .hasMessageContaining("password authentication failed");
        postgres.stop();
    }

    @Test
    void postgresRefusesAFolderOfAnotherVersion() throws IOException {
        // Given
        Files.createDirectories(home.resolve("postgres"));
        Files.writeString(home.resolve("postgres/PG_VERSION"), "15\n");

        // When / Then
        assertThatThrownBy(() -> EmbeddedPostgres.start(home, settings))
                .isInstanceOf(ServerFailed.class)
                .hasMessageContaining("does not hold a PostgreSQL 18 (version: 15)");
    }

    @Test
    void redisComesBackAfterAKillAndWantsItsPassword() throws IOException {
        // Given
        EmbeddedRedis killed = EmbeddedRedis.start(home, Ports.free(), "secret-2");

        // When
        ProcessHandle.of(killed.process().pid()).orElseThrow().destroyForcibly();
        assertThat(killed.process().onExit()).succeedsWithin(Duration.ofSeconds(5));
        EmbeddedRedis again = EmbeddedRedis.start(home, killed.port(), "secret-2");

        // Then
        assertThat(again.url()).isEqualTo("redis://:secret-2@127.0.0.1:" + killed.port());
        try (var socket = new Socket("127.0.0.1", again.port())) {
            socket.getOutputStream().write("PING\r\nQUIT\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .startsWith("-NOAUTH");
        }
        again.stop();
    }

    @Test
    void kafkaKeepsItsRecordsOverARestart() throws Exception {
        // Given
        EmbeddedKafka first = EmbeddedKafka.start(home, Ports.free());
        Map<String, Object> client = Map.of("bootstrap.servers", first.bootstrapServers());
        try (Admin admin = Admin.create(client);
                var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            admin.createTopics(Set.of(new NewTopic("proof", 1, (short) 1)))
                    .all()
                    .get(20, TimeUnit.SECONDS);
            producer.send(new ProducerRecord<>("proof", "key", "kept")).get(20, TimeUnit.SECONDS);
        }

        // When
        first.stop();
        EmbeddedKafka again = EmbeddedKafka.start(home, first.port());

        // Then
        try (var consumer = new KafkaConsumer<>(client, new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("proof", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(20)).records(partition))
                    .singleElement()
                    .satisfies(each -> assertThat(each.value()).isEqualTo("kept"));
        }
        again.stop();
    }

    private static String answer(Connection connection, String sql) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
