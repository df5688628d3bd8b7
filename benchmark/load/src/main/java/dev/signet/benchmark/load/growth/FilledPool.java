package dev.signet.benchmark.load.growth;

import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.run.Progress;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.benchmark.load.suite.Calls;
import dev.signet.benchmark.load.suite.ScratchDatabase;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A pool whose first user signed up; all others are copies of it that PostgreSQL makes, with names, subs and addresses of
 * their own in every index. A copy has the first user's password, and signs in like anybody.
 */
final class FilledPool {
    private static final String TEMPLATE = "user-0";
    private static final String PASSWORD = "Correct-Horse-7";
    private static final int STEP = 50_000;

    private static final String USERS = """
            insert into pool_user
            select (jsonb_populate_record(t, jsonb_build_object(
                'sub', md5(t.pool_id || n)::uuid::text,
                'username', 'user-' || n,
                'attributes', t.attributes || jsonb_build_object('email', 'user-' || n || '@example.com')))).*
            from pool_user t, generate_series(%2$d, %3$d) n
            where t.pool_id = '%1$s' and t.username = 'user-0'""";

    private static final String NAMES = """
            insert into sign_in_name (pool_id, name, kind, sub)
            select '%1$s', name, kind, sub from (
                select md5('%1$s' || n)::uuid::text as sub, n from generate_series(%2$d, %3$d) n) as made,
                lateral (values ('user-' || n, 'username'), (sub, 'sub'), ('user-' || n || '@example.com', 'email'))
                    as names (name, kind)""";

    private final ScratchDatabase database;
    private final String id;
    private final String client;
    private int filled;

    private FilledPool(World world, String id, String client) {
        this.database = ScratchDatabase.of(world.suite(), "user-pool");
        this.id = id;
        this.client = client;
    }

    static FilledPool make(World world) {
        Calls calls = world.calls();
        String id = calls.askUserPools(
                        "CreateUserPool", Map.of("PoolName", "growing", "AliasAttributes", List.of("email")))
                .at("/UserPool/Id")
                .asText();
        String client = calls.askUserPools(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                id,
                                "ClientName",
                                "growing",
                                "ExplicitAuthFlows",
                                List.of("ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH")))
                .at("/UserPoolClient/ClientId")
                .asText();
        calls.askUserPools(
                "AdminCreateUser",
                Map.of(
                        "UserPoolId",
                        id,
                        "Username",
                        TEMPLATE,
                        "MessageAction",
                        "SUPPRESS",
                        "UserAttributes",
                        List.of(
                                Map.of("Name", "email", "Value", email(0)),
                                Map.of("Name", "email_verified", "Value", "true"))));
        calls.askUserPools(
                "AdminSetUserPassword",
                Map.of("UserPoolId", id, "Username", TEMPLATE, "Password", PASSWORD, "Permanent", true));
        return new FilledPool(world, id, client);
    }

    String id() {
        return id;
    }

    static String email(int number) {
        return "user-" + number + "@example.com";
    }

    /** Makes users until there are as many; tells the seconds it took. */
    double fill(int users, Progress progress) {
        long begin = System.nanoTime();
        while (filled < users) {
            int first = filled + 1;
            int last = Math.min(users, filled + STEP);
            database.execute(USERS.formatted(id, first, last), NAMES.formatted(id, first, last));
            filled = last;
            progress.now(String.format(Locale.ROOT, "filling the pool: %,d of %,d users", filled, users));
        }
        database.execute("analyze pool_user", "analyze sign_in_name");
        double seconds = (System.nanoTime() - begin) / 1e9;
        progress.done(String.format(Locale.ROOT, "the pool has %,d users, filled in %.1f s", filled, seconds));
        return seconds;
    }

    Prepared signIn(int number) {
        return Calls.userPools(
                "InitiateAuth",
                Map.of(
                        "ClientId",
                        client,
                        "AuthFlow",
                        "USER_PASSWORD_AUTH",
                        "AuthParameters",
                        Map.of("USERNAME", "user-" + number, "PASSWORD", PASSWORD)));
    }
}
