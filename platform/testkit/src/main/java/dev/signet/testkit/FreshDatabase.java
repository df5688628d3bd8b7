package dev.signet.testkit;

import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.UUID;

/**
 * An empty database that belongs to a login of its own, as an operator would give it to a service.
 *
 * @param server the superuser's address of the server, {@code postgresql://user:password@host:port/database}
 */
public record FreshDatabase(URI server, String name, String password) {

    /** Makes a database whose name, and whose login's name, begin with the service's. */
    public static FreshDatabase create(URI server, String service) {
        String suffix = UUID.randomUUID().toString().replace("-", "");
        FreshDatabase database = new FreshDatabase(server, service + "_" + suffix.substring(0, 12), suffix);
        database.asSuperuser("create role %1$s login password '%2$s'".formatted(database.name, database.password));
        database.asSuperuser("create database %1$s owner %1$s".formatted(database.name));
        return database;
    }

    /** The keys by which Quarkus finds it. */
    public Map<String, String> configuration() {
        return Map.of(
                "quarkus.datasource.reactive.url",
                "postgresql://" + place(),
                "quarkus.datasource.jdbc.url",
                jdbcUrl(),
                "quarkus.datasource.username",
                name,
                "quarkus.datasource.password",
                password);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://" + place();
    }

    /** A connection of its owner. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(), name, password);
    }

    /** Removes it with its login, cutting the sessions that are left. */
    public void drop() {
        asSuperuser("drop database if exists %s with (force)".formatted(name));
        asSuperuser("drop role if exists %s".formatted(name));
    }

    @Override
    public String toString() {
        return "FreshDatabase[" + name + "]";
    }

    private String place() {
        return server.getHost() + ":" + server.getPort() + "/" + name;
    }

    private void asSuperuser(String sql) {
        String[] login = server.getUserInfo().split(":", 2);
        String url = "jdbc:postgresql://" + server.getHost() + ":" + server.getPort() + server.getPath();
        try (Connection connection = DriverManager.getConnection(url, login[0], login[1]);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database " + name + " could not be made or removed", e);
        }
    }
}
