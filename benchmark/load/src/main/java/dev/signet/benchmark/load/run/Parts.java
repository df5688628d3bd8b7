package dev.signet.benchmark.load.run;

import dev.signet.benchmark.load.growth.GrowingNeighbours;
import dev.signet.benchmark.load.growth.GrowingPool;
import dev.signet.benchmark.load.hiding.HiddenNames;
import dev.signet.benchmark.load.limit.BareKafka;
import dev.signet.benchmark.load.limit.Limits;
import dev.signet.benchmark.load.limit.RouteProcess;
import dev.signet.benchmark.load.peer.CognitoLocal;
import dev.signet.benchmark.load.peer.Keycloak;
import dev.signet.benchmark.load.scenario.Pushes;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.Scenarios;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.local.demo.SrpClient;
import java.util.List;

/**
 * All parts of a run, in their order: each scenario beside its limit, then the peers, then growth. Refreshing comes early
 * and warms up for longer: it is thousands of calls, and the slow sign-ins share much with it.
 */
public final class Parts {
    private Parts() {}

    public static List<Part> all() {
        return List.of(
                new Part("start", "Starting, and at rest", false, Starts::measure),
                new Part("refresh", "Refresh beside a bare route and its bare signatures", false, Parts::refresh),
                scenario("get-user", "GetUser"),
                scenario("sign-up", "SignUp"),
                new Part("password-sign-in", "Sign-in by password beside bare Argon2id", false, Parts::password),
                new Part("srp-sign-in", "Sign-in by SRP beside its bare arithmetic", false, Parts::srp),
                scenario("guest-credentials", "Credentials of guests"),
                scenario("member-credentials", "Credentials of signed-in users"),
                scenario("update-records", "UpdateRecords"),
                scenario("list-records", "ListRecords"),
                new Part("push", "Push beside bare Kafka", false, Parts::push),
                new Part(
                        "hidden-names", "Names that nobody has, by the time of an answer", false, HiddenNames::measure),
                new Part("cognito-local", "Peer: cognito-local", true, CognitoLocal::measure),
                new Part("keycloak", "Peer: Keycloak", true, Keycloak::measure),
                new Part("growth-users", "More users in a pool", false, GrowingPool::measure),
                new Part("growth-datasets", "More datasets of a neighbour", false, GrowingNeighbours::datasets),
                new Part("growth-devices", "More devices of a neighbour", false, GrowingNeighbours::devices),
                new Part("micro", "Micro-benchmarks", false, Micro::measure));
    }

    private static Part scenario(String id, String title) {
        return new Part(id, title, false, run -> run.measure(Scenarios.of(run.world(), id)));
    }

    private static void password(Run run) {
        run.measure(Limits.argon2(run.world()), Scenarios.of(run.world(), "password-sign-in"));
    }

    private static void srp(Run run) {
        run.measure(Limits.srp(run.world(), SrpClient.N), Scenarios.of(run.world(), "srp-sign-in"));
    }

    private static void refresh(Run run) {
        try (RouteProcess route = RouteProcess.start(run.world(), run.options().home())) {
            Scenario refresh = Scenarios.of(run.world(), "refresh");
            run.measure(
                    WarmUp.untilSettled(run.world().sizes().warmUp().multipliedBy(3)),
                    List.of(Limits.signatures(run.world()), route, refresh));
        }
    }

    private static void push(Run run) {
        World world = run.world();
        for (int devices : world.sizes().devices()) {
            run.progress().now("connecting " + devices + " devices");
            try (Pushes pushes = Pushes.to(world, "pushed-" + devices, devices)) {
                if (devices == 1) {
                    besideKafka(run, pushes);
                } else {
                    run.measure(pushes);
                }
            }
        }
    }

    private static void besideKafka(Run run, Pushes pushes) {
        try (BareKafka kafka = new BareKafka(run.world(), pushes::pace)) {
            run.measure(pushes, kafka);
        }
    }
}
