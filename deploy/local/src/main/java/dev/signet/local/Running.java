package dev.signet.local;

import dev.signet.embedded.PidFile;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** What runs on a data folder at this moment, seen from outside. */
record Running(DataFolder folder) {
    /** The part that holds the others: launcher, gateway and Kafka in one process. */
    static final String SUITE = "suite";

    private static final String KAFKA = "kafka";

    private static final Duration ORDERLY = Duration.ofSeconds(12);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The names of all processes, in the order in which they are shown. */
    List<String> parts() {
        return Stream.of(Stream.of(SUITE), replicas(), Stream.of("postgres", "redis"), kafka())
                .flatMap(names -> names)
                .toList();
    }

    Optional<ProcessHandle> of(String part) {
        return folder.pidFile(part).living();
    }

    /** Ends the suite orderly, and whatever a killed one has left behind. */
    boolean end() {
        boolean any = parts().stream().anyMatch(part -> of(part).isPresent());
        of(SUITE).ifPresent(launcher -> PidFile.end(launcher, ORDERLY));
        endOrphans();
        return any;
    }

    /** Ends what a killed suite has left behind: services first, they feed on the others. */
    void endOrphans() {
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            replicas().forEach(id -> side.execute(() -> folder.pidFile(id).endOrphan(PATIENCE)));
        }
        folder.pidFile(KAFKA).endOrphan(PATIENCE);
        folder.pidFile("redis").endOrphan(PATIENCE);
        folder.pidFile("postgres").endOrphan(PATIENCE);
    }

    private Stream<String> replicas() {
        return Replica.of(PortBook.read(folder)).stream().map(Replica::id);
    }

    /** Kafka is a part of its own only where it runs as a process of its own. */
    private Stream<String> kafka() {
        return Stream.of(KAFKA).filter(part -> of(part).isPresent());
    }
}
