package dev.signet.local;

import dev.signet.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One database per service, owned by a login of its own that no other login may connect to. */
final class Databases {
    private Databases() {}

    static void make(EmbeddedPostgres postgres, Secrets secrets) {
        try (Connection connection = postgres.connect("postgres")) {
            for (Service service : Service.values()) {
                make(connection, service.database(), secrets.password(service.database()));
            }
        } catch (SQLException e) {
            throw new CannotRun("The databases of the services could not be made: " + e.getMessage() + ".", e);
        }
    }

    private static void make(Connection connection, String name, String password) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            if (!exists(connection, "select 1 from pg_roles where rolname = ?", name)) {
                statement.execute("create role %s login".formatted(name));
            }
            statement.execute("alter role %s password '%s'".formatted(name, password));
            if (!exists(connection, "select 1 from pg_database where datname = ?", name)) {
                statement.execute("create database %1$s owner %1$s".formatted(name));
            }
            statement.execute("revoke connect on database %s from public".formatted(name));
        }
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }
}
