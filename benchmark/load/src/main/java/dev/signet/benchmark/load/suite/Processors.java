package dev.signet.benchmark.load.suite;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Which processors the generator and the servers run on: apart from each other where there are at least four. */
public final class Processors {
    private static final int ENOUGH = 4;
    private static final int ALL = Runtime.getRuntime().availableProcessors();
    private static final boolean APART = ALL >= ENOUGH;

    private Processors() {}

    /** What the page says about it. */
    public static String description() {
        return APART
                ? "The generator has the last of " + ALL + " processors for itself, the servers have the others."
                : "The generator shares the " + ALL + " processors with the servers.";
    }

    /** A command that runs where servers do. */
    public static List<String> forServer(List<String> command) {
        if (!APART) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", servers()));
        pinned.addAll(command);
        return pinned;
    }

    /** Moves this process to the generator's processor. */
    public static void beGenerator() {
        if (APART) {
            move(String.valueOf(ALL - 1));
        }
    }

    /** Does something of this process where servers run. */
    public static <T> T asServer(Supplier<T> work) {
        if (!APART) {
            return work.get();
        }
        move(servers());
        try {
            return work.get();
        } finally {
            beGenerator();
        }
    }

    private static String servers() {
        return "0-" + (ALL - 2);
    }

    private static void move(String processors) {
        String self = String.valueOf(ProcessHandle.current().pid());
        ChildProcess.run(
                "taskset",
                Path.of(System.getProperty("java.io.tmpdir")),
                List.of("taskset", "-a", "-c", "-p", processors, self),
                Map.of());
    }
}
