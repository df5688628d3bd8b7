package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Calls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Guests or signed-in users get an identity and its credentials: GetId, then GetCredentialsForIdentity. */
record CredentialGrants(World world, boolean guests) implements Scenario {
    @Override
    public String id() {
        return guests ? "guest-credentials" : "member-credentials";
    }

    @Override
    public String title() {
        return "GetId + GetCredentialsForIdentity, " + (guests ? "guests" : "signed-in users");
    }

    @Override
    public Slice round(Duration time, int batch) {
        List<Prepared> first = IntStream.range(0, batch).mapToObj(this::getId).toList();
        Meter meter = world.meter();
        List<String> ids = Identity.ids(
                meter.leg(() -> world.generator().each(first)).requireNoErrors().answers());
        List<Prepared> second = IntStream.range(0, batch)
                .mapToObj(at -> getCredentials(ids.get(at), at))
                .toList();
        meter.leg(() -> world.generator().each(second));
        return meter.slice();
    }

    private Prepared getId(int at) {
        return guests
                ? Calls.identityPools(
                        "GetId", Map.of("IdentityPoolId", world.stage().identityPool()))
                : Identity.getId(world, member(at));
    }

    private Prepared getCredentials(String id, int at) {
        return guests
                ? Calls.identityPools("GetCredentialsForIdentity", Map.of("IdentityId", id))
                : Identity.getCredentials(world, id, member(at));
    }

    private Tokens member(int at) {
        return world.tokens().get(at % world.tokens().size());
    }
}
