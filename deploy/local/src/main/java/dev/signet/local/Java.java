package dev.signet.local;

import java.nio.file.Path;

/** The Java that runs this program. */
final class Java {
    private Java() {}

    static String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where this program was started: what its class path says without a root is from there. */
    static Path workingFolder() {
        return Path.of("").toAbsolutePath();
    }

    /** The folder of the built project. */
    static Path project() {
        String home = System.getProperty("dev.signet.home");
        if (home == null) {
            throw new CannotRun("Start Signet with the script ./signet, which says where the project is.");
        }
        return Path.of(home).toAbsolutePath().normalize();
    }
}
