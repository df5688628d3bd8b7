package dev.signet.notification.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class DeviceDirectoryTest {
    @Inject
    DeviceDirectory directory;

    @Inject
    RedisDataSource redis;

    private final String identity = "us-east-1:" + UUID.randomUUID();
    private final String device = UUID.randomUUID().toString();

    private static void now(Uni<Void> work) {
        work.await().atMost(Duration.ofSeconds(20));
    }

    private String holder() {
        return redis.hash(String.class).hget(DeviceKeys.live(identity), device);
    }

    @Test
    void forgetsTheConnectionThatThisReplicaHeld() {
        now(directory.connected(identity, device));

        now(directory.disconnected(identity, device));

        assertThat(holder()).isNull();
    }

    @Test
    void keepsTheConnectionThatAnotherReplicaHoldsByNow() {
        now(directory.connected(identity, device));
        redis.hash(String.class).hset(DeviceKeys.live(identity), device, "another");

        now(directory.disconnected(identity, device));

        assertThat(holder()).isEqualTo("another");
    }
}
