package dev.signet.userpool.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

class CryptoWorkersTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    @Test
    void refusesAtOnceWhatWouldWaitTooLongAndDoesAllElse() {
        // Given
        CryptoWorkers workers = new CryptoWorkers();
        CountDownLatch busy = new CountDownLatch(1);
        int most = Runtime.getRuntime().availableProcessors() * 129;
        List<Uni<Integer>> taken = new ArrayList<>();
        for (int job = 0; job < most; job++) {
            taken.add(begin(workers.run(() -> await(busy))));
        }

        // When, Then
        assertThatThrownBy(() -> workers.run(() -> 1).await().atMost(SOON))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.error())
                        .isEqualTo(TooManyRequestsException.class));
        busy.countDown();
        assertThat(Uni.join().all(taken).andFailFast().await().atMost(SOON))
                .hasSize(most)
                .containsOnly(0);
        workers.stop();
    }

    /** A Uni works when it is subscribed to; this one does at once. */
    private static <T> Uni<T> begin(Uni<T> job) {
        return Uni.createFrom().completionStage(job.subscribeAsCompletionStage());
    }

    private static int await(CountDownLatch latch) {
        try {
            latch.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
