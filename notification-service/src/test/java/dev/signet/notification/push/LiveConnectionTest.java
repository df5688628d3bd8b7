package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.device.Replica;
import dev.signet.testkit.BackingServers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** How connections begin and end, and what a device is told that had one before. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class LiveConnectionTest {
    private static final String OTHER = "the-other-device";

    @Inject
    Identity identity;

    @Inject
    RedisDataSource redis;

    @Inject
    Replica replica;

    @Inject
    UnitOfWork unitOfWork;

    private boolean isConnected(String device) {
        return redis.hash(String.class).hexists("signet:{" + identity.id + "}:live", device);
    }

    /** Has a change written into a device's connection that nobody reads from any more, and gives what it would name. */
    private String loseAPush(String device) throws Exception {
        String witness = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient dead = identity.connect(device, null);
                LiveClient seeing = identity.connect(witness, null)) {
            await().until(() -> !dead.lastId().isEmpty());
            String lastId = dead.lastId();
            identity.write("Settings", 1, OTHER);
            assertThat(seeing.next().count()).isEqualTo(1);
            return lastId;
        }
    }

    @Test
    void tellsADeviceThatNamesWhereItWasWhatWasLostWithItsFirstConnection() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        String lastId = loseAPush(device);
        await().until(() -> !isConnected(device));

        try (LiveClient again = identity.connect(device, lastId)) {
            assertThat(again.next().count()).isEqualTo(1);
        }
    }

    @Test
    void tellsADeviceThatNamesNothingWhatWasLostWithItsFirstConnection() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        loseAPush(device);
        await().until(() -> !isConnected(device));

        try (LiveClient again = identity.connect(device, null)) {
            assertThat(again.next().count()).isEqualTo(1);
        }
    }

    @Test
    void tellsADeviceThatNamesNothingOnlyWhatCameAfterWhatItNamedLast() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        String named;
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 1, OTHER);
            named = live.next().id();
        }
        identity.connect(device, named).close();
        await().until(() -> isKept(device, named));

        try (LiveClient again = identity.connect(device, null)) {
            identity.write("Settings", 2, OTHER);

            assertThat(again.next().count()).isEqualTo(2);
        }
    }

    private boolean isKept(String device, String position) {
        return unitOfWork
                .read(session -> session.createNativeQuery(
                                "select count(*) from device_progress where device_id = :device and position = :position",
                                Long.class)
                        .setParameter("device", device)
                        .setParameter("position", position)
                        .getSingleResult())
                .map(found -> found == 1)
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void keepsNoPositionThatWasNeverGiven() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        identity.connect(device, "999999999999999999").close();
        await().until(() -> !isConnected(device));

        identity.write("Settings", 1, OTHER);

        try (LiveClient again = identity.connect(device, null)) {
            assertThat(again.next().count()).isEqualTo(1);
        }
    }

    @Test
    void opensWithAPresignedUrlAlone() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        AwsCredentialsIdentity credentials = identity.credentials();
        identity.awaitAdmission(device, credentials);

        try (LiveClient live =
                LiveClient.connect(LiveClient.presigned(identity.live(device), credentials), null, null)) {
            identity.write("Settings", 1, OTHER);

            assertThat(live.next().count()).isEqualTo(1);
        }
    }

    @Test
    void refusesAPresignedUrlForAnotherDevice() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        AwsCredentialsIdentity credentials = identity.credentials();
        identity.awaitAdmission(device, credentials);
        String signed = LiveClient.presigned(identity.live(device), credentials).toString();
        String other = identity.liveDevice(Map.of("Settings", 0L));

        var refused = LiveClient.request(java.net.URI.create(signed.replace(device, other)), null, null);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("InvalidSignatureException");
    }

    @Test
    void forgetsAConnectionThatEndedWithItsCredentials() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        identity.awaitAdmission(device, identity.credentials());
        AwsCredentialsIdentity credentials = identity.credentials("cognito-sync:*", Duration.ofSeconds(5));

        try (LiveClient live = LiveClient.connect(identity.live(device), credentials, null)) {
            await().until(live::hasEnded);

            await().until(() -> !isConnected(device));
        }
    }

    @RepeatedTest(5)
    void listensAgainWhenRedisEndedOnlyThat() {
        String channel = "signet:push:" + replica.id();
        await().until(() -> listeners(channel) == 1);

        int ended = redis.execute("CLIENT", "KILL", "TYPE", "PUBSUB").toInteger();

        assertThat(ended).isPositive();
        await().until(() -> listeners(channel) == 1);
    }

    private int listeners(String channel) {
        return redis.execute("PUBSUB", "NUMSUB", channel).get(1).toInteger();
    }
}
