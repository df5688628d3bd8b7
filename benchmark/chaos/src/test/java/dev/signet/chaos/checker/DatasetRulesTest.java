package dev.signet.chaos.checker;

import static dev.signet.chaos.fake.Script.NOTES;
import static dev.signet.chaos.fake.Script.seen;
import static dev.signet.chaos.fake.Script.write;
import static dev.signet.chaos.fake.Script.written;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.chaos.checker.Result.Status;
import dev.signet.chaos.fake.Script;
import dev.signet.chaos.history.Answer.Described;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Op;
import java.util.List;
import org.junit.jupiter.api.Test;

class DatasetRulesTest {
    private final Script script = new Script();

    private void holds(Rule rule) {
        assertThat(result(rule).status()).as(result(rule).toString()).isEqualTo(Status.HOLDS);
    }

    private void isBroken(Rule rule) {
        assertThat(result(rule).status()).isEqualTo(Status.VIOLATED);
        assertThat(result(rule).violations().getFirst().evidence()).isNotEmpty();
    }

    private Result result(Rule rule) {
        return rule.check(Story.of(script.entries()));
    }

    @Test
    void an_acknowledged_write_that_is_not_there_at_the_end_is_lost() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.end();
        script.read(1);

        isBroken(new Durability());
    }

    @Test
    void an_acknowledged_write_that_a_later_reader_misses_is_lost() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.read(1);

        isBroken(new Durability());
    }

    @Test
    void a_reader_of_an_older_state_misses_nothing() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.wrote(write(null, 1, "b2", "k"), 2);
        script.read(1, seen("k", "b1", 1));

        holds(new Durability());
    }

    @Test
    void a_write_of_unknown_end_may_be_there_or_not() {
        script.unknown(write(null, 0, "b1", "k"));
        script.unknown(write(null, 0, "b2", "m"));
        script.wrote(write(null, 0, "b3", "n"), 2);
        script.end();
        script.read(2, seen("k", "b1", 1), seen("n", "b3", 2));

        holds(new Durability());
        holds(new NoResurrection());
        holds(new SingleWinner());
        holds(new MonotoneReads());
    }

    @Test
    void what_was_deleted_with_its_dataset_is_not_lost() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.done(new Op.Delete(NOTES));
        script.end();
        script.read(2);
        script.event("e2", 2, null, true);

        holds(new Durability());
    }

    @Test
    void what_was_written_after_a_deletion_is_lost_when_it_is_gone() {
        script.done(new Op.Delete(NOTES));
        script.wrote(write(null, 0, "b1", "k"), 3);
        script.end();
        script.read(3);
        script.event("e2", 2, null, true);

        isBroken(new Durability());
    }

    @Test
    void a_deletion_of_unknown_end_may_come_at_any_time() {
        script.unknown(new Op.Delete(NOTES));
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.end();
        script.read(2);

        assertThat(result(new Durability()).violations()).isEmpty();
    }

    @Test
    void the_topic_of_changes_tells_that_a_deletion_of_unknown_end_did_not_happen() {
        script.unknown(new Op.Delete(NOTES));
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.end();
        script.read(1);
        script.event("e1", 1, null, false);

        isBroken(new Durability());
    }

    @Test
    void a_dataset_that_cannot_be_read_at_the_end_counts_as_lost() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.end();

        isBroken(new Durability());
    }

    @Test
    void a_history_that_breaks_off_says_nothing_of_the_end() {
        script.wrote(write(null, 0, "b1", "k"), 1);

        assertThat(result(new Durability()).status()).isEqualTo(Status.NOT_EXERCISED);
        assertThat(result(new Notified()).status()).isEqualTo(Status.NOT_EXERCISED);
    }

    @Test
    void a_value_that_was_refused_must_never_be_read() {
        script.fail(script.invoke(write(null, 3, "b1", "k")), "ResourceConflictException", "stale");
        script.read(1, seen("k", "b1", 1));

        isBroken(new NoResurrection());
    }

    @Test
    void a_value_is_read_with_the_count_of_its_write() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.read(2, seen("k", "b1", 2));

        isBroken(new NoResurrection());
    }

    @Test
    void a_value_cannot_be_read_before_it_is_written() {
        script.read(1, seen("k", "b1", 1));
        script.wrote(write(null, 0, "b1", "k"), 1);

        isBroken(new NoResurrection());
    }

    @Test
    void a_value_that_is_still_being_written_may_be_read() {
        Op.Write write = write(null, 0, "b1", "k");
        long call = script.invoke(write);
        script.read(1, seen("k", "b1", 1));
        script.ok(call, written(write, 1));

        holds(new NoResurrection());
    }

    @Test
    void two_writers_must_not_be_given_the_same_count() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.wrote(write(null, 0, "b2", "m"), 1);

        isBroken(new SingleWinner());
    }

    @Test
    void a_deletion_takes_a_count_too() {
        script.done(new Op.Delete(NOTES));
        script.wrote(write(null, 0, "b2", "m"), 2);
        script.event("e1", 1, null, false);
        script.event("e2", 2, null, true);

        isBroken(new Announced());
    }

    @Test
    void a_deletion_that_was_taken_is_announced() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.done(new Op.Delete(NOTES));
        script.event("e1", 1, null, false);

        isBroken(new Announced());
    }

    @Test
    void of_two_writers_who_know_the_same_count_one_wins() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.wrote(write(null, 0, "b2", "k"), 2);

        isBroken(new CasHonesty());
    }

    @Test
    void a_write_of_unknown_end_that_was_read_stands_between_too() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.unknown(write(null, 1, "b2", "k"));
        script.read(2, seen("k", "b2", 2));
        script.wrote(write(null, 1, "b3", "k"), 3);

        isBroken(new CasHonesty());
    }

    @Test
    void records_begin_anew_after_a_deletion() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.done(new Op.Delete(NOTES));
        script.wrote(write(null, 0, "b2", "k"), 3);
        script.event("e2", 2, null, true);

        holds(new CasHonesty());
    }

    @Test
    void a_count_from_before_a_deletion_is_stale() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.done(new Op.Delete(NOTES));
        script.wrote(write(null, 1, "b2", "k"), 3);
        script.event("e2", 2, null, true);

        isBroken(new CasHonesty());
    }

    @Test
    void half_a_batch_must_not_be_read() {
        script.wrote(write(null, 0, "b1", "k", "m"), 1);
        script.read(1, seen("k", "b1", 1));

        isBroken(new AtomicBatch());
    }

    @Test
    void half_a_batch_of_unknown_end_must_not_be_read() {
        script.unknown(write(null, 0, "b1", "k", "m"));
        script.read(1, seen("k", "b1", 1));

        isBroken(new AtomicBatch());
    }

    @Test
    void a_batch_may_be_written_over_in_part() {
        script.wrote(write(null, 0, "b1", "k", "m"), 1);
        script.wrote(write(null, 1, "b2", "m"), 2);
        script.read(2, seen("k", "b1", 1), seen("m", "b2", 2));

        holds(new AtomicBatch());
    }

    @Test
    void nobody_reads_less_than_was_acknowledged_before() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.read(0);

        isBroken(new MonotoneReads());
    }

    @Test
    void nobody_reads_less_than_another_has_read_before() {
        script.unknown(write(null, 0, "b1", "k"));
        script.read(1, seen("k", "b1", 1));
        script.read(0);

        isBroken(new MonotoneReads());
    }

    @Test
    void who_reads_while_another_writes_may_read_either() {
        Op.Write write = write(null, 0, "b1", "k");
        long writing = script.invoke(write);
        long reading = script.invoke(new Op.Read(NOTES, 0));
        script.ok(writing, written(write, 1));
        script.ok(reading, new Listed(0, List.of()));
        script.read(1, seen("k", "b1", 1));

        holds(new MonotoneReads());
    }

    @Test
    void a_count_must_rise_over_what_was_known() {
        script.wrote(write(null, 0, "b1", "k"), 5);
        script.wrote(write(null, 0, "b2", "m"), 5);

        isBroken(new MonotoneReads());
    }

    @Test
    void a_dataset_does_not_vanish() {
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.ok(script.invoke(new Op.Describe(NOTES)), new Described(false));

        isBroken(new MonotoneReads());
    }

    @Test
    void each_change_is_announced() {
        script.wrote(write("d1", 0, "b1", "k"), 1);
        script.wrote(write("d1", 1, "b2", "k"), 2);
        script.event("e2", 2, "d1", false);

        isBroken(new Announced());
    }

    @Test
    void an_event_may_come_again_and_late() {
        script.wrote(write("d1", 0, "b1", "k"), 1);
        script.unknown(write(null, 1, "b2", "k"));
        script.event("e1", 1, "d1", false);
        script.event("e2", 2, null, false);
        script.event("e1", 1, "d1", false);

        holds(new Announced());
    }

    @Test
    void two_events_must_not_tell_of_one_change() {
        script.wrote(write("d1", 0, "b1", "k"), 1);
        script.event("e1", 1, "d1", false);
        script.event("e2", 1, "d1", false);

        isBroken(new Announced());
    }

    @Test
    void what_nobody_did_is_not_announced() {
        script.wrote(write("d1", 0, "b1", "k"), 1);
        script.event("e1", 1, "d1", false);
        script.event("e2", 2, null, false);

        isBroken(new Announced());
    }
}
