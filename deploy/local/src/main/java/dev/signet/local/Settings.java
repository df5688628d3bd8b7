package dev.signet.local;

import java.net.URI;
import java.nio.file.Path;

/**
 * How the suite is run.
 *
 * @param project the built project
 * @param data the data folder
 * @param port the gateway's port
 */
record Settings(Path project, Path data, int port) {
    static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";

    /** The base of everything that clients see; user pools carry it in their issuer. */
    URI publicUrl() {
        return URI.create("http://localhost:" + port);
    }
}
