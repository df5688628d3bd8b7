package dev.signet.notification.push;

import static dev.signet.notification.ApplicationFixture.application;
import static dev.signet.notification.ApplicationFixture.operator;
import static dev.signet.notification.ApplicationFixture.revokedServiceAccount;
import static dev.signet.notification.ApplicationFixture.serviceAccount;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.publish.FakeFcm;
import dev.signet.notification.publish.FakeFcm.Answer;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Endpoint;

/** What a device is to be told and cannot be told yet. */
@QuarkusTest
@QuarkusTestResource(FakeFcm.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class KeptPushTest {
    @Inject
    Identity identity;

    @Inject
    Identity other;

    @Inject
    UnitOfWork unitOfWork;

    private final String token = "token-" + UUID.randomUUID();

    private static String count(JsonObject message) {
        return message.getJsonObject("data").getString("syncCount");
    }

    private static void set(String application, String attribute, String value) {
        operator().setPlatformApplicationAttributes(request -> request.platformApplicationArn(application)
                .attributes(Map.of(attribute, value)));
    }

    private static String enabled(String application) {
        return endpoint(application).attributes().get("Enabled");
    }

    private static void enable(String application, boolean wanted) {
        operator().setEndpointAttributes(request -> request.endpointArn(
                        endpoint(application).endpointArn())
                .attributes(Map.of("Enabled", Boolean.toString(wanted))));
    }

    private static Endpoint endpoint(String application) {
        return endpoints(application).getFirst();
    }

    private static List<Endpoint> endpoints(String application) {
        return operator()
                .listEndpointsByPlatformApplication(request -> request.platformApplicationArn(application))
                .endpoints();
    }

    private long number(String sql, String which) {
        return unitOfWork
                .read(session -> session.createNativeQuery(sql, Long.class)
                        .setParameter("which", which)
                        .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    private long waiting(String application) {
        return number("""
                select count(*) from delivery join platform_endpoint on arn = endpoint_arn
                where application_arn = :which
                """, application);
    }

    private long attempts(String application) {
        return number("""
                select coalesce(sum(attempts), 0) from delivery join platform_endpoint on arn = endpoint_arn
                where application_arn = :which
                """, application);
    }

    private long registered(String application) {
        return number("select count(*) from device_endpoint where application_arn = :which", application);
    }

    private void awaitTry() {
        int before = FakeFcm.tries(token);
        await().until(() -> FakeFcm.tries(token) > before);
    }

    @Test
    void tellsTheLatestCountOnceWhenTheCredentialsAreRightAgain() throws Exception {
        String application = application(serviceAccount("other-project"));
        String device = identity.subscribe(token, application, "Settings");
        for (long count = 1; count <= 3; count++) {
            identity.write("Settings", count, "another");
            awaitTry();
        }
        await().until(() -> number("select max(sync_count) from device_told where device_id = :which", device) == 3);
        // what was taken on before that
        awaitTry();

        set(application, "PlatformCredential", serviceAccount());

        assertThat(count(FakeFcm.taken(token))).isEqualTo("3");
        identity.write("Settings", 4, "another");
        assertThat(count(FakeFcm.taken(token))).isEqualTo("4");
    }

    @Test
    void tellsTheCountWhenAnotherCredentialReplacesOneThatWasRevoked() throws Exception {
        String application = application(revokedServiceAccount());
        identity.subscribe(token, application, "Settings");
        identity.write("Settings", 1, "another");
        await().until(() -> attempts(application) > 1);

        set(application, "PlatformCredential", serviceAccount());

        assertThat(count(FakeFcm.taken(token))).isEqualTo("1");
    }

    @Test
    void tellsEachOfTwoIdentitiesOnOneDeviceWhenTheApplicationIsEnabledAgain() throws Exception {
        String application = application();
        set(application, "Enabled", "false");
        identity.subscribe(token, application, "Settings");
        other.subscribe(token, application, "Settings");
        identity.write("Settings", 1, "another");
        await().until(() -> attempts(application) > 1);
        other.write("Settings", 1, "another");
        await().until(() -> waiting(application) == 2);

        set(application, "Enabled", "true");

        Set<String> told = Set.of(
                FakeFcm.taken(token).getJsonObject("data").getString("identityId"),
                FakeFcm.taken(token).getJsonObject("data").getString("identityId"));
        assertThat(told).containsExactlyInAnyOrder(identity.id, other.id);
    }

    @Test
    void tellsTheCountWhenTheEndpointIsEnabledAgain() throws Exception {
        String application = application();
        identity.subscribe(token, application, "Settings");
        await().until(() -> !endpoints(application).isEmpty());
        enable(application, false);
        identity.write("Settings", 1, "another");
        await().until(() -> attempts(application) > 1);

        enable(application, true);

        assertThat(count(FakeFcm.taken(token))).isEqualTo("1");
    }

    @Test
    void reachesADeviceThatRegistersAgainAfterItsTokenWasFoundDead() throws Exception {
        String application = application();
        FakeFcm.answer(token, Answer.unregistered());
        String device = identity.subscribe(token, application, "Settings");
        identity.write("Settings", 1, "another");
        await().until(() -> FakeFcm.tries(token) == 1 && enabled(application).equals("false"));

        identity.gone(device);
        identity.subscribe(token, application, "Settings");
        identity.write("Settings", 2, "another");

        await().untilAsserted(() -> assertThat(count(FakeFcm.taken(token))).isEqualTo("2"));
    }

    @Test
    void reachesADeviceWhoseApplicationIsMadeLaterOrMadeAgain() throws Exception {
        String application = application();
        operator().deletePlatformApplication(request -> request.platformApplicationArn(application));
        identity.subscribe(token, application, "Settings");
        identity.write("Settings", 1, "another");
        await().until(() -> registered(application) == 1);

        create(application);
        identity.write("Settings", 2, "another");
        assertThat(count(FakeFcm.taken(token))).isEqualTo("2");

        operator().deletePlatformApplication(request -> request.platformApplicationArn(application));
        create(application);
        identity.write("Settings", 3, "another");
        assertThat(count(FakeFcm.taken(token))).isEqualTo("3");
    }

    private static void create(String arn) {
        operator().createPlatformApplication(request -> request.name(arn.split("/", -1)[2])
                .platform("GCM")
                .attributes(Map.of("PlatformCredential", serviceAccount())));
    }
}
