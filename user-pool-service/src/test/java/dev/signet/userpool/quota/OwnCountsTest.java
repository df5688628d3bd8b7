package dev.signet.userpool.quota;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnCountsTest {
    private static final long SECOND = 1_000_000;

    private final AtomicLong now = new AtomicLong(1_000 * SECOND);
    private final OwnCounts counts = new OwnCounts(100, now::get);
    private final Limit limit = Limit.perSecond("a", 4);

    @Test
    void givesAllAtOnceAndThenOneByOne() {
        assertThat(taken(10)).isEqualTo(4);

        now.addAndGet(SECOND / 4);
        assertThat(taken(10)).isEqualTo(1);

        now.addAndGet(SECOND * 60);
        assertThat(taken(10)).as("a long rest saves up no more than one burst").isEqualTo(4);
    }

    @Test
    void countsKeysApart() {
        assertThat(taken(4)).isEqualTo(4);

        assertThat(counts.take(Limit.perSecond("b", 4))).isTrue();
        assertThat(counts.take(limit)).isFalse();
    }

    @Test
    void takesBackWhatIsGivenBack() {
        assertThat(taken(4)).isEqualTo(4);

        counts.giveBack(limit);

        assertThat(taken(10)).isEqualTo(1);
    }

    @Test
    void whatIsRefusedTakesNothing() {
        assertThat(taken(1_000)).isEqualTo(4);

        now.addAndGet(SECOND);

        assertThat(taken(10)).isEqualTo(4);
    }

    @Test
    void aFloodOfKeysFillsNoMemoryAndForgetsTheEldest() {
        assertThat(taken(4)).isEqualTo(4);

        IntStream.range(0, 1_000).forEach(i -> counts.take(Limit.perHour("key " + i, 1)));

        assertThat(counts.size()).isLessThanOrEqualTo(100);
        assertThat(counts.take(Limit.perHour("key 999", 1)))
                .as("the newest are known")
                .isFalse();
    }

    private long taken(int attempts) {
        return IntStream.range(0, attempts).filter(_ -> counts.take(limit)).count();
    }
}
