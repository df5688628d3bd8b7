package dev.signet.local;

import java.nio.file.Path;

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

    /** What runs it, in a built project. */
    Path jar(Path project) {
        return project.resolve(id + "-service/target/quarkus-app/quarkus-run.jar");
    }
}
