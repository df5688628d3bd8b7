package dev.signet.chaos;

import dev.signet.chaos.cluster.Cluster;
import dev.signet.chaos.push.PushServer;
import dev.signet.chaos.report.Machine;
import dev.signet.chaos.report.ReliabilityPage;
import dev.signet.chaos.report.RoundResult;
import dev.signet.embedded.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command {@code ./signet chaos}: breaks the running suite and proves from the history that it kept its word. */
public final class Chaos {
    private Chaos() {}

    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(System.getProperty("dev.signet.home", "."))
                .toAbsolutePath()
                .normalize();
        Options options;
        try {
            options = Options.parse(List.of(arguments), project.resolve("target/chaos"));
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        List<RoundResult> rounds = run(project, options);
        if (options.plan().complete()) {
            publish(project, rounds);
        }
        System.exit(rounds.stream().allMatch(RoundResult::clean) ? 0 : 1);
    }

    /** Plays all rounds on one cluster. */
    static List<RoundResult> run(Path project, Options options) throws Exception {
        Narrator narrator = new Narrator(System.out);
        List<RoundResult> results = new ArrayList<>();
        try (PushServer push = PushServer.start();
                Cluster cluster =
                        Cluster.start(project, options.data().resolve("suite"), Ports.free(), environment(push))) {
            for (long seed = options.seed(); seed < options.seed() + options.rounds(); seed++) {
                narrator.say(
                        "Round of seed " + seed + ": " + options.plan().time().toSeconds() + " s of "
                                + String.join(", ", options.plan().faults()));
                results.add(new Round(cluster, push, options, narrator).play(seed));
            }
        }
        return results;
    }

    private static void publish(Path project, List<RoundResult> rounds) throws Exception {
        Path page = project.resolve("docs/reliability.md");
        Files.writeString(page, new ReliabilityPage(rounds, Machine.commit(project)).text(LocalDate.now()));
        System.out.println("Written: " + page);
    }

    /** All clients of a round come from one address, which is no attack here. */
    private static Map<String, String> environment(PushServer push) {
        Map<String, String> environment = new HashMap<>(push.environment());
        environment.put("SIGNET_QUOTAS_EXEMPT_SOURCES", "127.0.0.1");
        return environment;
    }
}
