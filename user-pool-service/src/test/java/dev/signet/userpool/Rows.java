package dev.signet.userpool;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.eclipse.microprofile.config.ConfigProvider;

/** Moves what the service under test has stored into the past, in place of waiting. */
public final class Rows {
    private Rows() {}

    /** Lets a user's lock and attempts be that much older. */
    public static void ageAttempts(String sub, String interval) {
        update("""
                update sign_in_attempt set last_attempt_at = last_attempt_at - cast(? as interval),
                    locked_until = locked_until - cast(? as interval) where subject = ?""", interval, interval, sub);
    }

    /** Lets a user's codes be that much older. */
    public static void ageCodes(String sub, String interval) {
        update(
                "update confirmation_code set expires_at = expires_at - cast(? as interval) where sub = ?",
                interval,
                sub);
    }

    /** Lets a user's hourly counts be that much older. */
    public static void ageCounts(String sub, String interval) {
        update("update hourly_count set began_at = began_at - cast(? as interval) where subject = ?", interval, sub);
    }

    /** Lets a user's temporary password be that much older. */
    public static void ageTemporaryPassword(String sub, String interval) {
        update("""
                update pool_user set temporary_password_expires_at =
                    temporary_password_expires_at - cast(? as interval) where sub = ?""", interval, sub);
    }

    public static int failures(String sub) {
        try (Connection connection = connect();
                PreparedStatement query =
                        connection.prepareStatement("select failures from sign_in_attempt where subject = ?")) {
            query.setString(1, sub);
            var row = query.executeQuery();
            return row.next() ? row.getInt(1) : 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void update(String sql, String... parameters) {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            if (statement.executeUpdate() == 0) {
                throw new AssertionError("No row to age");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Connection connect() throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }
}
