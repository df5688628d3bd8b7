package dev.signet.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InKeyOrderTest {
    private static final int MANY = 100_000;

    private final InKeyOrder jobs = new InKeyOrder(2);
    private final List<String> done = new ArrayList<>();

    @Test
    void manyJobsThatEndAtOnceRunOneAfterTheOther() {
        var first = new CompletableFuture<Void>();
        jobs.submit("a", () -> Uni.createFrom().completionStage(first));
        for (int i = 0; i < MANY; i++) {
            submit("a", i);
        }
        assertThat(done).isEmpty();

        first.complete(null);

        assertThat(done)
                .containsExactlyElementsOf(
                        IntStream.range(0, MANY).mapToObj(i -> "a" + i).toList());
    }

    @Test
    void aKeyThatWaitsDoesNotHoldUpTheOthersUpToTheLimit() {
        jobs.submit("a", () -> Uni.createFrom().nothing());
        submit("b", 1);
        assertThat(done).containsExactly("b1");

        jobs.submit("b", () -> Uni.createFrom().nothing());
        submit("c", 1);
        assertThat(done).containsExactly("b1");
    }

    @Test
    void aJobThatFailsIsFollowedByTheNext() {
        jobs.submit("a", () -> Uni.createFrom().failure(new IllegalStateException("seen to")));
        jobs.submit("a", () -> {
            throw new IllegalStateException("seen to");
        });
        submit("a", 1);

        assertThat(done).containsExactly("a1");
    }

    private void submit(String key, int number) {
        jobs.submit(key, () -> Uni.createFrom().voidItem().invoke(() -> done.add(key + number)));
    }
}
