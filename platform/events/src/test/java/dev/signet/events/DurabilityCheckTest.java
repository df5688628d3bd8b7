package dev.signet.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.health.SmallRyeHealthReporter;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class DurabilityCheckTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Inject
    Vertx vertx;

    @Inject
    SmallRyeHealthReporter health;

    @ConfigProperty(name = "quarkus.datasource.reactive.url")
    String url;

    @ConfigProperty(name = "quarkus.datasource.username")
    String user;

    @ConfigProperty(name = "quarkus.datasource.password")
    String password;

    @Test
    void isReadyWherePostgresKeepsWhatItAcknowledges() {
        HealthCheckResponse answer = check(options());

        assertThat(answer.getStatus()).isEqualTo(Status.UP);
        assertThat(answer.getData().orElseThrow()).containsEntry("fsync", "on");
        assertThat(health.getReadinessAsync().await().atMost(SOON).getPayload().toString())
                .contains(answer.getName());
    }

    @Test
    void isNotReadyWhereCommitsAreAcknowledgedBeforeTheyAreKept() {
        HealthCheckResponse answer = check(options().addProperty("synchronous_commit", "off"));

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
        assertThat(answer.getData().orElseThrow()).containsEntry("synchronous_commit", "off");
    }

    @Test
    void isNotReadyWherePostgresCannotBeAsked() {
        HealthCheckResponse answer = check(options().setPassword("wrong"));

        assertThat(answer.getStatus()).isEqualTo(Status.DOWN);
    }

    private PgConnectOptions options() {
        return PgConnectOptions.fromUri(url).setUser(user).setPassword(password);
    }

    private HealthCheckResponse check(PgConnectOptions options) {
        Pool pool = PgBuilder.pool().connectingTo(options).using(vertx).build();
        try {
            return new DurabilityCheck(pool).call().await().atMost(SOON);
        } finally {
            pool.closeAndAwait();
        }
    }
}
