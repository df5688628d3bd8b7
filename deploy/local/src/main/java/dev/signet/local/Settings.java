package dev.signet.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/**
 * How the suite is run.
 *
 * @param project the built project
 * @param data the data folder
 * @param port the gateway's port
 * @param replicas how many processes of each service
 * @param control what one changes who puts the suite under load or faults
 */
public record Settings(Path project, Path data, int port, int replicas, Control control) {
    public static final String REGION = "us-east-1";
    static final String ACCOUNT = "000000000000";

    /** The base of everything that clients see; user pools carry it in their issuer. */
    public URI publicUrl() {
        return URI.create("http://localhost:" + port);
    }

    /**
     * What one changes who puts the suite under load or faults.
     *
     * @param kafkaApart whether Kafka is a process of its own, or lives in the launcher
     * @param training whether the services write their caches when they end, see {@link AotCache}
     * @param environment variables that the services get besides their own
     */
    public record Control(boolean kafkaApart, boolean training, Map<String, String> environment) {
        /** Nothing is changed. */
        public static final Control NONE = new Control(false, false, Map.of());

        static final Control TRAINING = new Control(false, true, Map.of());

        public Control {
            environment = Map.copyOf(environment);
        }
    }
}
