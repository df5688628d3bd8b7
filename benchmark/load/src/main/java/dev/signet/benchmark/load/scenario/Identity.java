package dev.signet.benchmark.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.generator.Generator;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Calls;
import dev.signet.benchmark.load.suite.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** An identity with its temporary credentials. */
public record Identity(String pool, String id, AwsSessionCredentials credentials) {
    static List<Identity> ofMembers(World world, List<Tokens> tokens) {
        List<Prepared> getIds =
                tokens.stream().map(token -> getId(world, token)).toList();
        List<String> ids = ids(world.generator().surely(getIds, ""));
        List<Prepared> getCredentials = new ArrayList<>();
        for (int at = 0; at < ids.size(); at++) {
            getCredentials.add(getCredentials(world, ids.get(at), tokens.get(at)));
        }
        return world.generator().surely(getCredentials, "").stream()
                .map(answer -> of(world.stage().identityPool(), answer))
                .toList();
    }

    private static Identity of(String pool, byte[] answer) {
        JsonNode read = Json.read(answer);
        JsonNode given = read.get("Credentials");
        return new Identity(
                pool,
                read.get("IdentityId").asText(),
                AwsSessionCredentials.create(
                        given.get("AccessKeyId").asText(),
                        given.get("SecretKey").asText(),
                        given.get("SessionToken").asText()));
    }

    static Prepared getId(World world, Tokens tokens) {
        return Calls.identityPools(
                "GetId",
                Map.of(
                        "IdentityPoolId", world.stage().identityPool(),
                        "Logins", Map.of(world.stage().issuer(), tokens.id())));
    }

    static Prepared getCredentials(World world, String id, Tokens tokens) {
        return Calls.identityPools(
                "GetCredentialsForIdentity",
                Map.of("IdentityId", id, "Logins", Map.of(world.stage().issuer(), tokens.id())));
    }

    /** Reads the answers to GetId. */
    static List<String> ids(List<byte[]> answers) {
        return answers.stream()
                .map(answer -> Json.read(answer).get("IdentityId").asText())
                .toList();
    }

    /** A signed call to Cognito Sync about this identity's data. */
    public Prepared sync(World world, String method, String below, Map<String, ?> body) {
        return signed(world, method, "identities", below, body);
    }

    /**
     * Registers devices that follow a dataset.
     *
     * @param dataset its path below the identity's
     * @param name of the devices, which are numbered from {@code first} until {@code end}
     * @return their ids
     */
    public List<String> follow(World world, String dataset, String name, int first, int end) {
        List<Prepared> registrations = IntStream.range(first, end)
                .mapToObj(number -> register(world, name + "-" + number))
                .toList();
        // one at a time: registrations of one identity wait for each other
        List<String> devices = new Generator(world.suite().endpoint(), 1)
                .surely(registrations, "").stream()
                        .map(answer -> Json.read(answer).get("DeviceId").asText())
                        .toList();
        world.generator()
                .surely(
                        devices.stream()
                                .map(device -> sync(world, "POST", dataset + "/subscriptions/" + device, Map.of()))
                                .toList(),
                        "");
        return devices;
    }

    /** A signed call that registers a device which is pushed to over a live connection. */
    private Prepared register(World world, String token) {
        return signed(world, "POST", "identity", "/device", Map.of("Platform", "LIVE", "Token", token));
    }

    /** A signed call that opens the live connection of a device. */
    public Prepared listen(World world, String device) {
        String path = "/live/" + encoded(pool) + "/" + encoded(id) + "/" + encoded(device);
        return world.calls()
                .signature()
                .sign(
                        new Prepared("GET", path, List.of("accept", "text/event-stream"), new byte[0]),
                        "cognito-sync",
                        credentials);
    }

    private Prepared signed(World world, String method, String collection, String below, Map<String, ?> body) {
        byte[] json = method.equals("GET") ? new byte[0] : Json.write(body).getBytes(StandardCharsets.UTF_8);
        String path = "/identitypools/" + encoded(pool) + "/" + collection + "/" + encoded(id) + below;
        var request = new Prepared(method, path, List.of("content-type", "application/x-amz-json-1.1"), json);
        return world.calls().signature().sign(request, "cognito-sync", credentials);
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "Identity[" + id + "]";
    }
}
