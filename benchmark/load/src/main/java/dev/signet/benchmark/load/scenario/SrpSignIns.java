package dev.signet.benchmark.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Calls;
import dev.signet.benchmark.load.suite.Json;
import dev.signet.local.demo.SrpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Members sign in by SRP, both legs; what the client computes is not measured. */
record SrpSignIns(World world) implements Scenario {
    @Override
    public String id() {
        return "srp-sign-in";
    }

    @Override
    public String title() {
        return "Sign-in by SRP, both legs";
    }

    @Override
    public Slice round(Duration time, int batch) {
        List<Member> members = world.members();
        List<Member> signing = IntStream.range(0, batch)
                .mapToObj(number -> members.get(number % members.size()))
                .toList();
        List<SrpClient> clients = signing.parallelStream()
                .map(_ -> new SrpClient(world.stage().userPool()))
                .toList();
        Meter meter = world.meter();
        var first = IntStream.range(0, batch)
                .mapToObj(at -> begin(signing.get(at), clients.get(at)))
                .toList();
        List<byte[]> challenges =
                meter.leg(() -> world.generator().each(first)).requireNoErrors().answers();
        List<Prepared> second = IntStream.range(0, batch)
                .parallel()
                .mapToObj(at -> answer(Json.read(challenges.get(at)), clients.get(at), signing.get(at)))
                .toList();
        meter.leg(() -> world.generator().each(second)).answers().forEach(Tokens::of);
        return meter.slice();
    }

    private Prepared begin(Member member, SrpClient client) {
        return world.initiate("USER_SRP_AUTH", Map.of("USERNAME", member.name(), "SRP_A", client.ephemeral()));
    }

    private Prepared answer(JsonNode challenge, SrpClient client, Member member) {
        Map<String, String> parameters = new HashMap<>();
        challenge
                .get("ChallengeParameters")
                .properties()
                .forEach(each -> parameters.put(each.getKey(), each.getValue().asText()));
        return Calls.userPools(
                "RespondToAuthChallenge",
                Map.of(
                        "ClientId", world.stage().client(),
                        "ChallengeName", "PASSWORD_VERIFIER",
                        "Session", challenge.get("Session").asText(),
                        "ChallengeResponses", client.answer(parameters, member.password(), Instant.now())));
    }
}
