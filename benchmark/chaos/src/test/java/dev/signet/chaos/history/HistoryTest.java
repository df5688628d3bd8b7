package dev.signet.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.chaos.history.Answer.Found;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Op.Patch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    private static final DatasetId NOTES = new DatasetId("ada", "notes");

    @TempDir
    Path folder;

    @Test
    void everyLineIsInTheFileBeforeTheClientGoesOn() throws Exception {
        Path file = folder.resolve("history.jsonl");
        try (History history = History.create(file)) {
            long call = history.invoke(history.newProcess(), new Op.Read(NOTES, 0));
            assertThat(Lines.read(file)).hasSize(1);

            history.ok(call, new Listed(3, List.of(new Seen("k", null, 3))));
            assertThat(Lines.read(file)).isEqualTo(history.entries()).hasSize(2);
        }
    }

    @Test
    void whatIsWrittenIsReadBack() throws Exception {
        Path file = folder.resolve("history.jsonl");
        try (History history = History.create(file)) {
            history.invoke(1, new Op.Write(NOTES, "b", List.of(new Patch("k", null, 2), new Patch("m", "v", 0)), null));
            history.fail(1, "ResourceConflictException", "stale");
            history.invoke(2, new Op.Redeem("ada", Op.Purpose.FORGOT_PASSWORD, "code", "p2"));
            history.info(2, "timeout");
            history.invoke(3, new Op.UseToken("ada", "s1", Op.Token.REFRESH));
            history.ok(3, new Found(false, null));
            history.push("d1", "ada", 7L, NOTES, 3);
            history.push("d2", "ada", null, NOTES, 3);
            history.link("d1", 7, true);
            history.nemesis("kill", "strike", Map.of("victim", "sync", "seconds", 1.5));
            history.markFinal();
            history.ledger(new Entry.Ledger(0, "e1", NOTES, 3, null, true));
            history.outbox("sync", 0);

            assertThat(Lines.read(file)).isEqualTo(history.entries()).hasSize(13);
        }
    }

    @Test
    void timeNeverFallsHoweverManyWrite() throws Exception {
        try (History history = History.create(folder.resolve("history.jsonl"))) {
            IntStream.range(0, 2_000)
                    .parallel()
                    .forEach(_ -> history.invoke(history.newProcess(), new Op.Describe(NOTES)));

            assertThat(history.entries()).hasSize(2_000).isSortedAccordingTo((a, b) -> Long.compare(a.t(), b.t()));
            assertThat(history.entries().stream()
                            .map(Entry.Invoke.class::cast)
                            .map(Entry.Invoke::call)
                            .distinct())
                    .hasSize(2_000);
        }
    }

    @Test
    void aLineThatIsNoneIsNotPassedOver() throws Exception {
        Path file = folder.resolve("history.jsonl");
        Files.writeString(file, "{\"type\":\"Invoke\",\"t\":1\n");

        assertThatThrownBy(() -> Lines.read(file)).isInstanceOf(IllegalArgumentException.class);
    }
}
