package dev.signet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.keyset.Keyset;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BackingServersTest {

    @Test
    void givesEachServiceADatabaseOfItsOwnLoginOnTheSameServers() throws SQLException {
        // Given
        BackingServers sync = backing("signet_sync");
        BackingServers pool = backing("signet_user_pool");

        // When
        Map<String, String> forSync = sync.start();
        Map<String, String> forPool = pool.start();

        // Then
        assertThat(forPool.get("kafka.bootstrap.servers")).isEqualTo(forSync.get("kafka.bootstrap.servers"));
        assertThat(forPool.get("signet.events.topic-prefix")).isNotEqualTo(forSync.get("signet.events.topic-prefix"));
        try (Connection connection = connect(forSync)) {
            assertThat(answer(connection, "select current_user")).startsWith("signet_sync_");
            connection.createStatement().execute("create table proof (id int)");
        }
        try (Connection connection = connect(forPool)) {
            assertThatThrownBy(() -> answer(connection, "select count(*) from proof"))
                    .hasMessageContaining("proof");
        }
        sync.stop();
        pool.stop();
    }

    @Test
    void keepsTheGuaranteesOfCommitsOn() throws SQLException {
        // Given
        BackingServers servers = backing("signet_test");

        // When
        Map<String, String> configuration = servers.start();

        // Then
        try (Connection connection = connect(configuration)) {
            assertThat(answer(connection, "show fsync")).isEqualTo("on");
            assertThat(answer(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(answer(connection, "show server_version")).startsWith("18");
        }
        servers.stop();
    }

    @Test
    void removesTheDatabaseAfterTheTests() {
        // Given
        BackingServers servers = backing("signet_test");
        Map<String, String> configuration = servers.start();

        // When
        servers.stop();

        // Then
        assertThatThrownBy(() -> connect(configuration).close()).isInstanceOf(SQLException.class);
    }

    @Test
    void givesAUsableKeysetAndTheOperatorsAccessKey() throws Exception {
        // Given
        OperatorFiles files = OperatorFiles.ofThisRun();

        // When
        Keyset keyset = Keyset.load(files.keyset());

        // Then
        assertThat(keyset.openText(keyset.sealText("secret", "test"), "test")).isEqualTo("secret");
        assertThat(Path.of(files.credentials().toString()))
                .content()
                .contains("[default]", OperatorFiles.ACCESS_KEY_ID, OperatorFiles.SECRET_ACCESS_KEY);
    }

    private static BackingServers backing(String database) {
        BackingServers servers = new BackingServers();
        servers.init(Map.of("database", database));
        return servers;
    }

    private static Connection connect(Map<String, String> configuration) throws SQLException {
        return DriverManager.getConnection(
                configuration.get("quarkus.datasource.jdbc.url"),
                configuration.get("quarkus.datasource.username"),
                configuration.get("quarkus.datasource.password"));
    }

    private static String answer(Connection connection, String sql) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
