package dev.signet.notification;

import static dev.signet.notification.ApplicationFixture.application;
import static dev.signet.notification.ApplicationFixture.endpoint;
import static dev.signet.notification.ApplicationFixture.operator;
import static dev.signet.notification.ApplicationFixture.serviceAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Of two calls at the same moment the later one heeds what the earlier one did. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class RaceTest {
    private static final String DELETE_APPLICATION = "delete from platform_application where arn = ?";
    private static final String DELETE_ENDPOINT = "delete from platform_endpoint where arn = ?";

    private final SnsClient sns = operator();
    private final String application = application();
    private final String endpoint = endpoint(application, UUID.randomUUID().toString());

    @Inject
    DataSource database;

    @Test
    void leavesAnEndpointDisabledThatWasWhileOtherAttributesWereSet() throws SQLException {
        after(
                        "update platform_endpoint set enabled = false where arn = ?",
                        endpoint,
                        () -> set("CustomUserData", "mine"))
                .join();

        assertThat(sns.getEndpointAttributes(it -> it.endpointArn(endpoint)).attributes())
                .containsEntry("Enabled", "false")
                .containsEntry("CustomUserData", "mine");
    }

    @Test
    void leavesAnApplicationDisabledThatWasWhileOtherAttributesWereSet() throws SQLException {
        after("update platform_application set enabled = false where arn = ?", application, this::setCredential)
                .join();

        assertThat(sns.getPlatformApplicationAttributes(it -> it.platformApplicationArn(application))
                        .attributes())
                .containsEntry("Enabled", "false");
    }

    @Test
    void refusesAnEndpointOfAnApplicationThatIsBeingDeleted() throws SQLException {
        var creating = after(DELETE_APPLICATION, application, () -> endpoint(application, "a token"));

        assertNotFound(creating, "PlatformApplication does not exist");
    }

    @Test
    void refusesToChangeAnApplicationThatIsBeingDeleted() throws SQLException {
        assertNotFound(
                after(DELETE_APPLICATION, application, this::setCredential), "PlatformApplication does not exist");
    }

    @Test
    void refusesToChangeAnEndpointThatIsBeingDeleted() throws SQLException {
        assertNotFound(
                after(DELETE_ENDPOINT, endpoint, () -> set("CustomUserData", "mine")), "Endpoint does not exist");
    }

    @Test
    void refusesAMessageToAnEndpointThatIsBeingDeleted() throws SQLException {
        var publishing = after(
                DELETE_ENDPOINT,
                endpoint,
                () -> sns.publish(it -> it.targetArn(endpoint).message("hello")));

        assertNotFound(publishing, "Endpoint does not exist");
    }

    @Test
    void refusesATokenThatOthersAlwaysTakeFirst() throws SQLException {
        run("""
                create function lose_race() returns trigger language plpgsql as $$ begin
                    raise unique_violation using constraint = 'platform_endpoint_token_uq';
                end $$
                """);
        run("""
                create trigger lose_race before update on platform_endpoint for each row
                when (new.arn = '%s') execute function lose_race()
                """.formatted(endpoint));
        try {
            assertThatThrownBy(() -> set("Token", "another"))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("Invalid parameter: Token Reason: Other endpoints are taking the same Token"
                            + " at this moment. Try again.");
        } finally {
            run("drop function lose_race cascade");
        }
    }

    private void set(String attribute, String value) {
        sns.setEndpointAttributes(it -> it.endpointArn(endpoint).attributes(Map.of(attribute, value)));
    }

    private void setCredential() {
        sns.setPlatformApplicationAttributes(it -> it.platformApplicationArn(application)
                .attributes(Map.of("PlatformCredential", serviceAccount("another-project"))));
    }

    private static void assertNotFound(CompletableFuture<Void> call, String complaint) {
        assertThatThrownBy(call::join)
                .cause()
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining(complaint);
    }

    /** A call that began while a change of {@code arn} was under way, which ends once the call waits for it. */
    private CompletableFuture<Void> after(String change, String arn, Runnable call) throws SQLException {
        try (Connection theirs = database.getConnection()) {
            theirs.setAutoCommit(false);
            try (var statement = theirs.prepareStatement(change)) {
                statement.setString(1, arn);
                assertThat(statement.executeUpdate()).isOne();
            }
            CompletableFuture<Void> mine = CompletableFuture.runAsync(call);
            await().until(() -> somebodyWaitsFor(theirs));
            theirs.commit();
            return mine;
        }
    }

    private static boolean somebodyWaitsFor(Connection holder) throws SQLException {
        String waiting =
                "select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))";
        try (var query = holder.prepareStatement(waiting);
                var row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
