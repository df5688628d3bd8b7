package dev.signet.benchmark.load.peer;

import dev.signet.benchmark.load.generator.Generator;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.run.Run;
import dev.signet.benchmark.load.scenario.Tokens;
import dev.signet.benchmark.load.suite.Calls;
import dev.signet.benchmark.load.suite.ChildProcess;
import dev.signet.benchmark.load.suite.Json;
import dev.signet.benchmark.load.suite.Processors;
import dev.signet.embedded.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** cognito-local, a fake of Cognito for tests: passwords in clear, data in JSON files, one thread. */
public final class CognitoLocal {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Run run;
    private final ChildProcess process;
    private final Generator generator;
    private final URI endpoint;
    private String client = "";

    private CognitoLocal(Run run, ChildProcess process, URI endpoint) {
        this.run = run;
        this.process = process;
        this.endpoint = endpoint;
        this.generator = new Generator(endpoint, run.world().sizes().connections());
    }

    /** Fetches it, runs it and measures it. */
    public static void measure(Run run) {
        Path folder = run.options().data().resolve("peers/cognito-local");
        run.progress().now("fetching cognito-local");
        fetch(run.options().home().resolve("benchmark/load/peers"), folder);
        int port = Ports.free();
        ChildProcess process = ChildProcess.start(
                "cognito-local",
                folder,
                Processors.forServer(List.of("node", "node_modules/cognito-local/lib/bin/start.js")),
                Map.of("PORT", String.valueOf(port), "HOST", "127.0.0.1"));
        try (process) {
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            process.awaitAnswer(endpoint.resolve("/health"), LONGEST_START);
            new CognitoLocal(run, process, endpoint).measure();
        }
    }

    private static void fetch(Path peers, Path folder) {
        try {
            Files.createDirectories(folder);
            for (String file : List.of("package.json", "package-lock.json")) {
                Files.copy(peers.resolve(file), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ChildProcess.run("npm-ci", folder, List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of());
    }

    private void measure() {
        String pool = ask("CreateUserPool", Map.of("PoolName", "bench"))
                .at("/UserPool/Id")
                .asText();
        client = ask("CreateUserPoolClient", Map.of("UserPoolId", pool, "ClientName", "bench"))
                .at("/UserPoolClient/ClientId")
                .asText();
        int users = Math.min(200, run.world().sizes().users());
        List<String> names = IntStream.range(0, users)
                .mapToObj(number -> "user-" + number + "@example.com")
                .toList();
        run.measure(peer(
                "cognito-local-sign-up",
                "cognito-local: SignUp",
                time -> generator.each(IntStream.range(0, users)
                        .mapToObj(_ -> signUp("more-" + System.nanoTime() + "@example.com"))
                        .toList())));
        generator.each(names.stream().map(this::signUp).toList()).requireNoErrors();
        names.forEach(name -> ask("AdminConfirmSignUp", Map.of("UserPoolId", pool, "Username", name)));
        List<Prepared> signIns = names.stream().map(this::signIn).toList();
        List<Tokens> tokens = generator.each(signIns).requireNoErrors().answers().stream()
                .map(Tokens::of)
                .toList();
        List<Prepared> refreshes = tokens.stream().map(this::refresh).toList();
        List<Prepared> getUsers = tokens.stream()
                .map(token -> Calls.userPools("GetUser", Map.of("AccessToken", token.access())))
                .toList();
        run.measure(
                peer(
                        "cognito-local-password-sign-in",
                        "cognito-local: sign-in by password",
                        time -> generator.during(signIns, time)),
                peer("cognito-local-refresh", "cognito-local: refresh", time -> generator.during(refreshes, time)),
                peer("cognito-local-get-user", "cognito-local: GetUser", time -> generator.during(getUsers, time)));
    }

    private PeerScenario peer(String id, String title, PeerScenario.Work work) {
        return new PeerScenario(run.world(), id, title, Map.of("cognito-local", process.tree()), work);
    }

    private Prepared signUp(String name) {
        return Calls.userPools(
                "SignUp",
                Map.of(
                        "ClientId",
                        client,
                        "Username",
                        name,
                        "Password",
                        "Correct-Horse-7",
                        "UserAttributes",
                        List.of(Map.of("Name", "email", "Value", name))));
    }

    private Prepared signIn(String name) {
        return initiate("USER_PASSWORD_AUTH", Map.of("USERNAME", name, "PASSWORD", "Correct-Horse-7"));
    }

    private Prepared refresh(Tokens tokens) {
        return initiate("REFRESH_TOKEN_AUTH", Map.of("REFRESH_TOKEN", tokens.refresh()));
    }

    private Prepared initiate(String flow, Map<String, String> parameters) {
        return Calls.userPools(
                "InitiateAuth", Map.of("ClientId", client, "AuthFlow", flow, "AuthParameters", parameters));
    }

    private com.fasterxml.jackson.databind.JsonNode ask(String operation, Map<String, ?> request) {
        return Json.read(new Generator(endpoint, 1)
                .each(List.of(Calls.userPools(operation, request)))
                .requireNoErrors()
                .answers()
                .getFirst());
    }
}
