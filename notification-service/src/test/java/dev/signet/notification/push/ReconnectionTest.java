package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** When a replica ends, all its devices come back to the others at the same moment. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class ReconnectionTest {
    private static final int DEVICES = 200;

    @Inject
    Identity identity;

    @Test
    void takesEveryDeviceThatComesInACrowd() throws Exception {
        // Given
        String device = identity.liveDevice(Map.of("Settings", 0L));
        AwsSessionCredentialsIdentity credentials = identity.credentials();
        await().until(() -> connect(device, credentials) == 200);

        // When
        List<Future<Integer>> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = threads.invokeAll(IntStream.range(0, DEVICES)
                    .<Callable<Integer>>mapToObj(_ -> () -> connect(device, credentials))
                    .toList());
        }

        // Then
        assertThat(answers.stream().map(Future::resultNow).collect(Collectors.toSet()))
                .containsExactly(200);
    }

    private int connect(String device, AwsSessionCredentialsIdentity as) throws IOException, InterruptedException {
        var response = LiveClient.request(identity.live(device), as, "999999999999999999");
        response.body().close();
        return response.statusCode();
    }
}
