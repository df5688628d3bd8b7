package dev.signet.benchmark.load.peer;

import dev.signet.benchmark.load.generator.Generator;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.run.Run;
import dev.signet.benchmark.load.scenario.Scenarios;
import dev.signet.benchmark.load.suite.ChildProcess;
import dev.signet.benchmark.load.suite.Json;
import dev.signet.benchmark.load.suite.Processors;
import dev.signet.benchmark.load.suite.ScratchDatabase;
import dev.signet.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Keycloak on the suite's PostgreSQL, in production mode: sign-in by password (direct grant) and refresh, each in turn with
 * Signet's.
 */
public final class Keycloak {
    private static final String VERSION = "26.7.3";
    private static final String ARTIFACT = "org.keycloak:keycloak-quarkus-dist:" + VERSION + ":zip";
    private static final Duration LONGEST_START = Duration.ofMinutes(4);
    private static final String REALM = "/realms/bench/protocol/openid-connect/token";
    private static final String PASSWORD = "Correct-Horse-7";

    private final Run run;
    private final ChildProcess process;
    private final Generator generator;
    private String administrator = "";

    private Keycloak(Run run, ChildProcess process, URI endpoint) {
        this.run = run;
        this.process = process;
        this.generator = new Generator(endpoint, run.world().sizes().connections());
    }

    /** Fetches it, runs it and measures it. */
    public static void measure(Run run) {
        Path folder = run.options().data().resolve("peers/keycloak");
        run.progress().now("fetching Keycloak " + VERSION);
        Path home = fetch(run.options().home(), folder);
        run.progress().now("building and starting Keycloak");
        int port = Ports.free();
        Map<String, String> settings = settings(run, port);
        ChildProcess.run("keycloak-build", home, List.of("bash", "bin/kc.sh", "build"), settings);
        try (ChildProcess process = ChildProcess.start(
                "keycloak",
                home,
                Processors.forServer(List.of("bash", "bin/kc.sh", "start", "--optimized")),
                settings)) {
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            process.awaitAnswer(endpoint.resolve("/realms/master"), LONGEST_START);
            new Keycloak(run, process, endpoint).measure();
        }
    }

    private static Map<String, String> settings(Run run, int port) {
        ScratchDatabase database = ScratchDatabase.make(run.suite(), "bench_keycloak");
        Map<String, String> settings = new HashMap<>();
        settings.put("JAVA_HOME", System.getProperty("java.home"));
        settings.put("KC_DB", "postgres");
        settings.put("KC_CACHE", "local");
        settings.put("KC_DB_URL", database.jdbcUrl());
        settings.put("KC_DB_USERNAME", database.login());
        settings.put("KC_DB_PASSWORD", database.password());
        settings.put("KC_HTTP_ENABLED", "true");
        settings.put("KC_HTTP_HOST", "127.0.0.1");
        settings.put("KC_HTTP_PORT", String.valueOf(port));
        settings.put("KC_HOSTNAME_STRICT", "false");
        settings.put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
        settings.put("KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD);
        settings.put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx512m");
        return settings;
    }

    private static Path fetch(Path project, Path folder) {
        Path home = folder.resolve("keycloak-" + VERSION);
        if (Files.exists(home.resolve("bin/kc.sh"))) {
            return home;
        }
        ChildProcess.run(
                "keycloak-fetch",
                folder,
                List.of(
                        project.resolve("mvnw").toString(),
                        "-q",
                        "-B",
                        "-f",
                        project.resolve("pom.xml").toString(),
                        "-N",
                        "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
                        "-Dartifact=" + ARTIFACT,
                        "-DoutputDirectory=" + folder),
                Map.of());
        Path zip = folder.resolve("keycloak-quarkus-dist-" + VERSION + ".zip");
        ChildProcess.run(
                "keycloak-unpack",
                folder,
                List.of(Path.of(System.getProperty("java.home"), "bin/jar").toString(), "xf", zip.toString()),
                Map.of());
        try {
            Files.delete(zip);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return home;
    }

    private void measure() {
        int users = Math.min(100, run.world().sizes().users());
        run.progress().now("making a realm with " + users + " users in Keycloak");
        administrator = accessToken(sent(Prepared.form(
                "/realms/master/protocol/openid-connect/token",
                Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "admin-cli",
                        "username",
                        "admin",
                        "password",
                        PASSWORD))));
        sent(administered("/admin/realms", realm(users)));
        List<Prepared> signIns =
                IntStream.range(0, users).mapToObj(Keycloak::signIn).toList();
        List<Prepared> refreshes = generator.each(signIns).requireNoErrors().answers().stream()
                .map(answer -> refresh(Json.read(answer).get("refresh_token").asText()))
                .toList();
        run.measure(
                Scenarios.of(run.world(), "password-sign-in")
                        .named("password-sign-in-beside-keycloak", "Sign-in by password, in turn with Keycloak's"),
                peer(
                        "keycloak-password-sign-in",
                        "Keycloak: sign-in by password",
                        time -> generator.during(signIns, time)),
                Scenarios.of(run.world(), "refresh")
                        .named("refresh-beside-keycloak", "Refresh, in turn with Keycloak's"),
                peer("keycloak-refresh", "Keycloak: refresh", time -> generator.during(refreshes, time)));
    }

    /** A realm as Keycloak sets it up by default, with a client that may ask for tokens by password. */
    private static Map<String, ?> realm(int users) {
        return Map.of(
                "realm",
                "bench",
                "enabled",
                true,
                "clients",
                List.of(Map.of(
                        "clientId", "bench",
                        "enabled", true,
                        "publicClient", true,
                        "directAccessGrantsEnabled", true)),
                "users",
                IntStream.range(0, users)
                        .mapToObj(number -> Map.of(
                                "username",
                                "user-" + number,
                                "enabled",
                                true,
                                "email",
                                "user-" + number + "@example.com",
                                "emailVerified",
                                true,
                                "firstName",
                                "User",
                                "lastName",
                                "Number " + number,
                                "credentials",
                                List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false))))
                        .toList());
    }

    private static Prepared signIn(int number) {
        return Prepared.form(
                REALM,
                Map.of(
                        "grant_type", "password",
                        "client_id", "bench",
                        "scope", "openid",
                        "username", "user-" + number,
                        "password", PASSWORD));
    }

    private static Prepared refresh(String token) {
        return Prepared.form(
                REALM, Map.of("grant_type", "refresh_token", "client_id", "bench", "refresh_token", token));
    }

    private Prepared administered(String path, Map<String, ?> body) {
        return new Prepared(
                "POST",
                path,
                List.of("content-type", "application/json", "authorization", "Bearer " + administrator),
                Json.write(body).getBytes(StandardCharsets.UTF_8));
    }

    private byte[] sent(Prepared request) {
        return generator.each(List.of(request)).requireNoErrors().answers().getFirst();
    }

    private static String accessToken(byte[] answer) {
        return Json.read(answer).get("access_token").asText();
    }

    private PeerScenario peer(String id, String title, PeerScenario.Work work) {
        return new PeerScenario(run.world(), id, title, Map.of("keycloak", process.tree()), work);
    }
}
