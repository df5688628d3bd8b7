package dev.signet.notification.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.notification.change.ChangeHead;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PositionTest {
    private static ChangeHead head(String dataset, long count, long seq) {
        return new ChangeHead("pool", "identity", dataset, count, seq);
    }

    @Test
    void whatWasToldIsNotMissedAndWhatCameBeforeItIs() {
        Position position = Position.START.with(head("Scores", 1, 11));

        assertThat(position.misses(head("Scores", 1, 11))).isFalse();
        assertThat(position.misses(head("Scores", 2, 12))).isTrue();
        assertThat(position.misses(head("Settings", 1, 10))).isTrue();
    }

    @Test
    void nothingIsMissedUpToWhatWasVerified() {
        Position position = Position.START
                .with(head("Scores", 1, 11))
                .with(head("Notes", 1, 12))
                .verified(11);

        assertThat(position.misses(head("Settings", 1, 10))).isFalse();
        assertThat(position.told()).containsOnlyKeys("Notes");
        assertThat(position.verified(5)).isEqualTo(position);
    }

    @Test
    void anIdIsReadBack() {
        Position position =
                Position.START.verified(7).with(head("a.b_c:d-e", 1, 11)).with(head("Notes", 200, 12));

        assertThat(Position.parse(position.toString())).contains(position);
        assertThat(Position.parse("7")).contains(Position.START.verified(7));
    }

    @Test
    void whatIsNoIdIsNone() {
        for (String text : new String[] {"", "x", "-1", "1/", "1/a", "1/a=1", "1/a=1,", "1/a=1,2/", "1/a b=1,2"}) {
            assertThat(Position.parse(text)).as(text).isEmpty();
        }
        assertThat(Position.parse("1" + "/a=1,2".repeat(1000))).isEmpty();
    }

    @Test
    void anIdThatIsTooLongForAHeaderSaysLess() {
        Position position = IntStream.range(0, 40)
                .mapToObj(i -> head("dataset-".repeat(10) + i, i, 100 + i))
                .reduce(Position.START.verified(9), Position::with, (a, _) -> a);

        assertThat(position).hasToString("9");
    }
}
