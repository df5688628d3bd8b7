package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Calls;
import java.util.List;
import java.util.Map;

/** All scenarios of calls, in the order in which they run. */
public final class Scenarios {
    private Scenarios() {}

    public static List<Scenario> of(World world) {
        Datasets datasets = new Datasets(world);
        return List.of(
                new SignUps(world),
                new Repeated(world, "password-sign-in", "Sign-in by password", () -> signIns(world)),
                new SrpSignIns(world),
                new Repeated(world, "refresh", "Refresh", () -> refreshes(world)),
                new Repeated(world, "get-user", "GetUser", () -> getUsers(world)),
                new CredentialGrants(world, true),
                new CredentialGrants(world, false),
                new Updates(world, datasets),
                new Repeated(
                        world,
                        "list-records",
                        "ListRecords of 10 records",
                        () -> datasets.reads(world.sizes().batch())));
    }

    /** One of them. */
    public static Scenario of(World world, String id) {
        return of(world).stream()
                .filter(scenario -> scenario.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no scenario " + id));
    }

    private static List<Prepared> signIns(World world) {
        return world.members().stream().map(world::signIn).toList();
    }

    private static List<Prepared> refreshes(World world) {
        return world.tokens().stream()
                .map(tokens -> world.initiate("REFRESH_TOKEN_AUTH", Map.of("REFRESH_TOKEN", tokens.refresh())))
                .toList();
    }

    private static List<Prepared> getUsers(World world) {
        return world.tokens().stream()
                .map(tokens -> Calls.userPools("GetUser", Map.of("AccessToken", tokens.access())))
                .toList();
    }
}
