package dev.signet.local;

import java.net.URI;
import java.nio.file.Path;

/**
 * How the suite is run.
 *
 * @param project the built project
 * @param data the data folder
 * @param port the gateway's port
 * @param replicas how many processes of each service
 * @param kafkaApart whether Kafka is a process of its own, or lives in the launcher
 */
public record Settings(Path project, Path data, int port, int replicas, boolean kafkaApart) {
    public static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";

    /** The base of everything that clients see; user pools carry it in their issuer. */
    public URI publicUrl() {
        return URI.create("http://localhost:" + port);
    }
}
