package dev.signet.chaos;

import dev.signet.chaos.cluster.Cluster;
import dev.signet.chaos.nemesis.PushServer;
import dev.signet.embedded.Ports;
import java.nio.file.Path;
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
        System.exit(run(project, options) ? 0 : 1);
    }

    /** Runs all rounds on one cluster; tells whether all was well. */
    static boolean run(Path project, Options options) throws Exception {
        try (PushServer push = PushServer.start();
                Cluster cluster =
                        Cluster.start(project, options.data().resolve("suite"), Ports.free(), environment(push))) {
            dev.signet.chaos.nemesis.Nemesis nemesis = new dev.signet.chaos.nemesis.Nemesis(
                    cluster,
                    push,
                    (fault, phase, details) ->
                            System.out.printf("%tT %s %s %s%n", System.currentTimeMillis(), fault, phase, details));
            try (nemesis) {
                nemesis.run(options.faults(), options.seed(), options.time());
            }
            System.out.println(dev.signet.chaos.cluster.Backlog.drain(cluster, java.time.Duration.ofSeconds(60)));
            System.out.println(nemesis.violations());
            return true;
        }
    }

    /** All clients of a round come from one address, which is no attack here. */
    private static Map<String, String> environment(PushServer push) {
        Map<String, String> environment = new HashMap<>(push.environment());
        environment.put("SIGNET_QUOTAS_EXEMPT_SOURCES", "127.0.0.1");
        return environment;
    }
}
