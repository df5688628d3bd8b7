package dev.signet.local;

import java.util.HashMap;
import java.util.Map;

/** The configuration of the services, in the environment variables that Quarkus reads. */
record Environment(Settings settings, DataFolder folder, PortBook ports, Secrets secrets) {
    /** Whoever sets it to {@code smtp} has mails sent, with Quarkus Mailer's own variables. */
    private static final String MAIL = "SIGNET_MAIL_DELIVERY";

    Map<String, String> of(Replica replica) {
        Service service = replica.service();
        Map<String, String> variables = new HashMap<>(shared());
        String database = "127.0.0.1:" + port("postgres") + "/" + service.database();
        variables.put("QUARKUS_HTTP_PORT", String.valueOf(port(replica.id())));
        variables.put("QUARKUS_DATASOURCE_REACTIVE_URL", "postgresql://" + database);
        variables.put("QUARKUS_DATASOURCE_JDBC_URL", "jdbc:postgresql://" + database);
        variables.put("QUARKUS_DATASOURCE_USERNAME", service.database());
        variables.put("QUARKUS_DATASOURCE_PASSWORD", secrets.password(service.database()));
        if (service == Service.NOTIFICATION && System.getenv(MAIL) == null) {
            variables.put(MAIL, "mailbox");
        }
        variables.putAll(settings.control().environment());
        return variables;
    }

    private Map<String, String> shared() {
        Map<String, String> variables = new HashMap<>();
        variables.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + port("kafka"));
        variables.put("QUARKUS_REDIS_HOSTS", "redis://:" + secrets.password("redis") + "@127.0.0.1:" + port("redis"));
        variables.put("SIGNET_REGION", Settings.REGION);
        variables.put("SIGNET_ACCOUNT_ID", Settings.ACCOUNT);
        variables.put("SIGNET_PUBLIC_URL", settings.publicUrl().toString());
        variables.put("SIGNET_USER_POOL_URL", "http://127.0.0.1:" + settings.port());
        variables.put("SIGNET_KEYSET_FILE", folder.keyset().toString());
        variables.put(
                "SIGNET_OPERATOR_CREDENTIALS_FILE", folder.operatorCredentials().toString());
        variables.put("QUARKUS_OTEL_SDK_DISABLED", "true");
        variables.put("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "false");
        return variables;
    }

    private int port(String part) {
        return ports.of(part).orElseThrow(() -> new IllegalStateException("no port chosen for " + part));
    }
}
