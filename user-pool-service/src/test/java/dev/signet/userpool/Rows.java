package dev.signet.userpool;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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

    /** Lets a lock that has just begun last on, its attempts long evaluated, so that a slow test still meets it. */
    public static void prolongLock(String sub) {
        update("""
                update sign_in_attempt set last_attempt_at = last_attempt_at - interval '5 seconds',
                    locked_until = locked_until + interval '10 minutes'
                where subject = ? and locked_until is not null""", sub);
    }

    /** How long the lock lasts from the last attempt on, in seconds. */
    public static int lockSeconds(String sub) {
        return number(
                "select extract(epoch from locked_until - last_attempt_at) from sign_in_attempt where subject = ?",
                sub);
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

    /** Disables a user as another replica does whose clock is behind: no token becomes too old by it. */
    public static void disable(String sub) {
        update("update pool_user set enabled = false where sub = ?", sub);
    }

    /** Demands a new password of a user as another replica does whose clock is behind. */
    public static void demandReset(String sub) {
        update("update pool_user set status = 'RESET_REQUIRED' where sub = ?", sub);
    }

    /** Gives a user another's password in front of a rival, see {@link #before}. */
    public static Future<?> replacePassword(String sub, String other, Runnable rival) {
        return before(rival, """
                update pool_user u set password_hash = o.password_hash from pool_user o
                where u.sub = ? and o.sub = ?""", sub, other);
    }

    /** Ends a user's sessions in front of a rival, see {@link #before}. */
    public static Future<?> signOut(String sub, Runnable rival) {
        return before(rival, "update pool_user set tokens_valid_after = clock_timestamp() where sub = ?", sub);
    }

    /** Deletes a user in front of a rival, see {@link #before}. */
    public static Future<?> deleteUser(String sub, Runnable rival) {
        return before(rival, "delete from pool_user where sub = ?", sub);
    }

    /** Deletes a client in front of a rival, see {@link #before}. */
    public static Future<?> deleteClient(String clientId, Runnable rival) {
        return before(rival, "delete from app_client where id = ?", clientId);
    }

    /** Deletes a pool in front of a rival, see {@link #before}. */
    public static Future<?> deletePool(String poolId, Runnable rival) {
        return before(rival, "delete from user_pool where id = ?", poolId);
    }

    /** Changes rows in a transaction that is committed once {@code rival}, begun meanwhile, waits for it. */
    private static Future<?> before(Runnable rival, String sql, String... parameters) {
        try (Connection connection = connect();
                PreparedStatement change = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < parameters.length; i++) {
                change.setString(i + 1, parameters[i]);
            }
            change.executeUpdate();
            Future<?> answer = CompletableFuture.runAsync(rival);
            awaitRival();
            connection.commit();
            return answer;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitRival() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (number("select count(*) from pg_locks where not granted and locktype = ?", "transactionid") == 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Nobody waits for the row");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** How many failures are counted. */
    public static int failures(String sub) {
        return number("select failures from sign_in_attempt where subject = ?", sub);
    }

    private static int number(String sql, String parameter) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, parameter);
            var row = query.executeQuery();
            return row.next() ? (int) Math.round(row.getDouble(1)) : 0;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A pool's key as it is kept. */
    public record Key(String kid, byte[] sealed) {}

    public static Key poolKey(String poolId, String use) {
        try (Connection connection = connect();
                PreparedStatement query = connection.prepareStatement(
                        "select kid, sealed_material from pool_key where pool_id = ? and use = ?")) {
            query.setString(1, poolId);
            query.setString(2, use);
            var row = query.executeQuery();
            row.next();
            return new Key(row.getString(1), row.getBytes(2));
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
