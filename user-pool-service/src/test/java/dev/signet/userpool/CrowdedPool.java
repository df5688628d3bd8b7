package dev.signet.userpool;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;

/** A pool with very many users, put into the database of the service under test, and the plans of queries over it. */
public record CrowdedPool(String id, int users) {
    private static final String USERS = """
            insert into pool_user (sub, pool_id, username, status, enabled, attributes, pending_attributes,
                tokens_valid_after, created_at, modified_at)
            select gen_random_uuid(), ?, 'user' || i, case when i % 10 = 0 then 'UNCONFIRMED' else 'CONFIRMED' end,
                i % 100 <> 0,
                jsonb_build_object('email', 'user' || i || '@example.com', 'phone_number', '+491' || (100000000 + i),
                    'name', 'Name ' || i % 1000, 'given_name', 'Given ' || i % 500, 'family_name', 'Family ' || i % 300,
                    'preferred_username', 'pref' || i),
                '{}', now(), now(), now()
            from generate_series(1, ?) i""";
    private static final String NAMES = """
            insert into sign_in_name (pool_id, name, kind, sub)
            select pool_id, username, 'username', sub from pool_user where pool_id = ?
            union all select pool_id, sub, 'sub', sub from pool_user where pool_id = ?
            union all select pool_id, attributes ->> 'email', 'email', sub from pool_user where pool_id = ?""";
    private static final Pattern PARAMETER = Pattern.compile(":(\\w+)");
    private static final Pattern BUFFERS = Pattern.compile("shared hit=(\\d+)(?: read=(\\d+))?");

    private static final Map<Integer, CrowdedPool> POOLS = new ConcurrentHashMap<>();

    /** A pool with that many users, filled once and never changed. */
    public static CrowdedPool of(int users) {
        return POOLS.computeIfAbsent(users, CrowdedPool::fill);
    }

    private static CrowdedPool fill(int users) {
        String pool = TestPool.make().id();
        try (Connection connection = connect();
                PreparedStatement insertUsers = connection.prepareStatement(USERS);
                PreparedStatement insertNames = connection.prepareStatement(NAMES);
                Statement statement = connection.createStatement()) {
            insertUsers.setString(1, pool);
            insertUsers.setInt(2, users);
            insertUsers.executeUpdate();
            for (int i = 1; i <= 3; i++) {
                insertNames.setString(i, pool);
            }
            insertNames.executeUpdate();
            statement.execute("analyze pool_user");
            statement.execute("analyze sign_in_name");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return new CrowdedPool(pool, users);
    }

    /** How PostgreSQL runs a query when it plans for any parameters, as it may for a prepared statement. */
    public static Plan plan(String sql, Map<String, ?> parameters) {
        List<String> values = new ArrayList<>();
        Matcher names = PARAMETER.matcher(sql);
        StringBuilder prepared = new StringBuilder();
        while (names.find()) {
            Object value = parameters.get(names.group(1));
            values.add(value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value));
            names.appendReplacement(prepared, "\\$" + values.size());
        }
        names.appendTail(prepared);
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare asked as " + prepared);
            String execute = "execute asked(" + String.join(", ", values) + ")";
            statement.execute(execute);
            ResultSet lines = statement.executeQuery("explain (analyze, buffers, costs off, timing off) " + execute);
            StringBuilder text = new StringBuilder();
            while (lines.next()) {
                text.append(lines.getString(1)).append('\n');
            }
            return new Plan(text.toString());
        } catch (SQLException e) {
            throw new AssertionError(prepared + ": " + e.getMessage(), e);
        }
    }

    /** A query's plan as PostgreSQL explains it. */
    public record Plan(String text) {
        /** How many pages of tables and indexes the query looked at. */
        public int pages() {
            Matcher buffers = BUFFERS.matcher(text);
            if (!buffers.find()) {
                throw new AssertionError("No buffers in " + text);
            }
            return Integer.parseInt(buffers.group(1))
                    + (buffers.group(2) == null ? 0 : Integer.parseInt(buffers.group(2)));
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
