package dev.signet.local;

import java.nio.file.Path;
import java.util.List;

/** The four services of the suite. */
public enum Service {
    USER_POOL("user-pool"),
    IDENTITY_POOL("identity-pool"),
    SYNC("sync"),
    NOTIFICATION("notification");

    private final String id;

    Service(String id) {
        this.id = id;
    }

    /** Its name at the command line and in file names. */
    public String id() {
        return id;
    }

    /** The name of its database and of the login that owns it. */
    String database() {
        return "signet_" + id.replace('-', '_');
    }

    /**
     * How far its JVM compiles hot code. The last compiler takes five seconds of a processor while a service starts; it
     * alone knows the processor's instructions for arithmetic of many digits, which signing in needs: a power modulo SRP's
     * prime takes 0.9 ms with them and 8.6 ms without.
     */
    int compilers() {
        return this == USER_POOL ? 4 : 1;
    }

    /**
     * Keeps the counts of a training run (JEP 515) from a JVM that compiles in tiers: a method that the run had not called
     * often enough for the last compiler stays with the second tier for good, and refreshing took two fifths more of the
     * processor. Where the first compiler is the last one as well, they only help.
     */
    List<String> profiling() {
        return this == USER_POOL
                ? List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-XX:-AOTReplayTraining")
                : List.of();
    }

    /** What runs it, in a built project. */
    Path jar(Path project) {
        return project.resolve(id + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
