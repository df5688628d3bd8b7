package dev.signet.benchmark.load.hiding;

import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.run.Run;
import dev.signet.benchmark.load.scenario.Member;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.benchmark.load.suite.Calls;
import dev.signet.local.demo.SrpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.inference.MannWhitneyUTest;

/**
 * Asks, one call at a time and in random order, for names that somebody has and for names that nobody has, by a client that
 * hides who exists, and compares the times of the answers by the test of Mann and Whitney: a small p tells them apart.
 */
public final class HiddenNames {
    /** How often each name is asked for: a fifth failed attempt would lock, and a sixth code of an hour be refused. */
    public static final int ROUNDS = 4;

    private static final long SEED = 8;

    private final Run run;
    private final World world;
    private final String client;
    private final List<Member> members;
    private final List<Member> strangers;

    private HiddenNames(Run run) {
        this.run = run;
        this.world = run.world();
        this.client = client();
        this.members = world.members();
        this.strangers = world.strangers(members.size());
    }

    /** Measures both ways of signing in and the forgotten password. */
    public static void measure(Run run) {
        HiddenNames names = new HiddenNames(run);
        names.verifyAddresses();
        String ephemeral = new SrpClient(run.world().stage().userPool()).ephemeral();
        names.compare(
                "password",
                member -> names.initiate("USER_PASSWORD_AUTH", member, Map.of("PASSWORD", "Wrong-Horse-7")));
        names.compare("srp", member -> names.initiate("USER_SRP_AUTH", member, Map.of("SRP_A", ephemeral)));
        names.compare(
                "forgot-password",
                member ->
                        Calls.userPools("ForgotPassword", Map.of("ClientId", names.client, "Username", member.name())));
    }

    private String client() {
        return world.calls()
                .askUserPools(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId",
                                world.stage().userPool(),
                                "ClientName",
                                "hides-who-exists",
                                "PreventUserExistenceErrors",
                                "ENABLED",
                                "ExplicitAuthFlows",
                                List.of("ALLOW_USER_SRP_AUTH", "ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH")))
                .at("/UserPoolClient/ClientId")
                .asText();
    }

    /** A code is only sent to a verified address. */
    private void verifyAddresses() {
        world.generator()
                .surely(
                        members.stream()
                                .map(member -> world.calls()
                                        .signedUserPools(
                                                "AdminUpdateUserAttributes",
                                                Map.of(
                                                        "UserPoolId",
                                                                world.stage().userPool(),
                                                        "Username", member.name(),
                                                        "UserAttributes",
                                                                List.of(Map.of(
                                                                        "Name", "email_verified", "Value", "true")))))
                                .toList(),
                        "");
    }

    private Prepared initiate(String flow, Member member, Map<String, String> proof) {
        Map<String, String> parameters = new HashMap<>(proof);
        parameters.put("USERNAME", member.name());
        return Calls.userPools(
                "InitiateAuth", Map.of("ClientId", client, "AuthFlow", flow, "AuthParameters", parameters));
    }

    private void compare(String what, Function<Member, Prepared> call) {
        List<Double> known = new ArrayList<>();
        List<Double> unknown = new ArrayList<>();
        List<Runnable> calls = new ArrayList<>(Stream.concat(
                        members.stream().map(member -> timed(call.apply(member), known)),
                        strangers.stream().map(member -> timed(call.apply(member), unknown)))
                .toList());
        Random order = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            run.progress().now("names that nobody has, by " + what + ", round " + round + " of " + ROUNDS);
            Collections.shuffle(calls, order);
            calls.forEach(Runnable::run);
        }
        note("hidden." + what + ".somebody.p50.ms", median(known));
        note("hidden." + what + ".nobody.p50.ms", median(unknown));
        note(
                "hidden." + what + ".mann-whitney.p",
                new MannWhitneyUTest().mannWhitneyUTest(array(known), array(unknown)));
    }

    private Runnable timed(Prepared call, List<Double> millis) {
        return () -> {
            long begin = System.nanoTime();
            int status = world.calls().once(call).statusCode();
            millis.add((System.nanoTime() - begin) / 1e6);
            if (status >= 500) {
                throw new IllegalStateException(call + " got " + status);
            }
        };
    }

    private void note(String name, double value) {
        run.fact(name, value);
        run.progress().done(name + " " + String.format(Locale.ROOT, "%.3f", value));
    }

    private static double median(List<Double> millis) {
        return StatUtils.percentile(array(millis), 50);
    }

    private static double[] array(List<Double> millis) {
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
