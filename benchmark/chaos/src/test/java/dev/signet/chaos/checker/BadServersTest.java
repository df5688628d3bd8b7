package dev.signet.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.chaos.checker.Result.Status;
import dev.signet.chaos.fake.Flaw;
import dev.signet.chaos.fake.Simulation;
import dev.signet.chaos.history.Lines;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

/** A checker that never finds anything proves nothing: here it must find what is known to be wrong, and only that. */
class BadServersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void a_server_without_a_flaw_is_found_clean(long seed) throws Exception {
        var run = Simulation.run(seed, Flaw.NONE, folder.resolve("history.jsonl"));

        Verdict verdict = Checker.check(run.history());

        assertThat(verdict.clean()).as(verdict.text()).isTrue();
        assertThat(rules(verdict, Status.NOT_EXERCISED)).as(verdict.text()).isEmpty();
        assertThat(rules(verdict, Status.NOT_APPLICABLE)).containsExactly("Streams");
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"NONE", "DROPS_AN_ACKNOWLEDGED_WRITE"})
    void a_server_with_a_flaw_is_found_out_by_the_right_rule(Flaw flaw) throws Exception {
        for (long seed = 1; seed <= 2; seed++) {
            var run = Simulation.run(seed, flaw, folder.resolve("history.jsonl"));

            Verdict verdict = Checker.check(run.history());

            assertThat(run.errors()).as("seed %d: times the server erred", seed).isPositive();
            assertThat(rules(verdict, Status.VIOLATED))
                    .as("seed %d: %s", seed, verdict.text())
                    .contains(flaw.rule());
        }
    }

    /** A write that is lost and written over before anybody reads is a lost update to the checker, and else a lost write. */
    @Test
    void one_acknowledged_write_in_a_thousand_that_is_dropped_is_found_out() throws Exception {
        int erred = 0;
        int lost = 0;
        for (long seed = 1; seed <= 8; seed++) {
            var run = Simulation.run(seed, Flaw.DROPS_AN_ACKNOWLEDGED_WRITE, folder.resolve("history.jsonl"));
            Verdict verdict = Checker.check(run.history());
            erred += run.errors();
            lost += verdict.broken().contains(Invariant.DURABILITY) ? 1 : 0;
            assertThat(verdict.clean()).as(verdict.text()).isEqualTo(run.errors() == 0);
        }

        assertThat(erred).isPositive();
        assertThat(lost).isPositive();
    }

    @Test
    void a_history_read_back_from_its_file_is_judged_the_same() throws Exception {
        Path file = folder.resolve("history.jsonl");
        var run = Simulation.run(1, Flaw.APPLIES_HALF_A_BATCH, file);

        assertThat(Lines.read(file)).isEqualTo(run.history());
        assertThat(Checker.check(Lines.read(file))).isEqualTo(Checker.check(run.history()));
    }

    private static Stream<String> rules(Verdict verdict, Status status) {
        return verdict.results().stream()
                .filter(result -> result.status() == status)
                .map(Result::rule);
    }
}
