package dev.signet.chaos.checker;

import static dev.signet.chaos.fake.Script.NOTES;
import static dev.signet.chaos.fake.Script.seen;
import static dev.signet.chaos.fake.Script.write;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.chaos.checker.Result.Status;
import dev.signet.chaos.fake.Script;
import dev.signet.chaos.history.Answer.Done;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Op;
import org.junit.jupiter.api.Test;

class DeviceRulesTest {
    private final Script script = new Script();

    private Result result(Rule rule) {
        return rule.check(Story.of(script.entries()));
    }

    private void holds(Rule rule) {
        assertThat(result(rule).status()).as(result(rule).toString()).isEqualTo(Status.HOLDS);
    }

    private void isBroken(Rule rule) {
        assertThat(result(rule).status()).isEqualTo(Status.VIOLATED);
        assertThat(result(rule).violations().getFirst().evidence()).isNotEmpty();
    }

    private void isNotAsked(Rule rule) {
        assertThat(result(rule).status()).as(result(rule).toString()).isEqualTo(Status.NOT_EXERCISED);
    }

    private static Op.Subscribe subscribe() {
        return new Op.Subscribe(NOTES, "d1");
    }

    private static Op.Unsubscribe unsubscribe() {
        return new Op.Unsubscribe(NOTES, "d1");
    }

    @Test
    void a_subscribed_device_is_told_of_the_others_last_change() {
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.wrote(write("d2", 1, "b2", "k"), 2);
        script.push("d1", 1);
        script.end();

        isBroken(new Notified());
    }

    @Test
    void only_the_last_change_needs_to_be_told_and_not_the_devices_own() {
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.wrote(write("d2", 1, "b2", "k"), 2);
        script.wrote(write("d1", 2, "b3", "k"), 3);
        script.push("d1", 2);
        script.end();

        holds(new Notified());
        holds(new NoPhantom());
    }

    @Test
    void a_change_by_somebody_who_names_no_device_is_told_to_all() {
        script.done(subscribe());
        script.wrote(write(null, 0, "b1", "k"), 1);
        script.end();

        isBroken(new Notified());
    }

    @Test
    void a_change_of_unknown_end_that_was_read_must_be_told() {
        script.done(subscribe());
        script.unknown(write("d2", 0, "b1", "k"));
        script.read(1, seen("k", "b1", 1));
        script.end();

        isBroken(new Notified());
    }

    @Test
    void a_change_of_unknown_end_that_was_announced_must_be_told() {
        script.done(subscribe());
        script.wrote(write("d1", 0, "b1", "k"), 1);
        script.unknown(write("d2", 1, "b2", "k"));
        script.end();
        script.event("e1", 1, "d1", false);
        script.event("e2", 2, "d2", false);

        isBroken(new Notified());
    }

    @Test
    void what_came_before_or_with_the_subscription_need_not_be_told() {
        long call = script.invoke(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.ok(call, new Done());
        script.end();

        isNotAsked(new Notified());
    }

    @Test
    void a_subscription_or_unsubscription_of_unknown_end_promises_nothing() {
        script.done(subscribe());
        script.unknown(unsubscribe());
        script.done(subscribe());
        script.unknown(new Op.Subscribe(NOTES, "d3"));
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.end();

        isNotAsked(new Notified());
    }

    @Test
    void who_subscribes_again_after_leaving_is_told_again() {
        script.done(subscribe());
        script.done(unsubscribe());
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.end();

        isBroken(new Notified());
    }

    @Test
    void a_device_is_not_told_of_what_never_happened() {
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.push("d1", 2);

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_may_be_told_of_a_change_whose_writer_does_not_know_of_it() {
        script.done(subscribe());
        script.unknown(write("d2", 0, "b1", "k"));
        script.push("d1", 1);

        holds(new NoPhantom());
    }

    @Test
    void a_device_is_not_told_of_its_own_change() {
        script.done(subscribe());
        script.wrote(write("d1", 0, "b1", "k"), 1);
        script.push("d1", 1);

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_is_not_told_of_another_identitys_change() {
        script.push("d1", new DatasetId("bob", "notes"), 1L, 1);

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_that_never_subscribed_is_told_nothing() {
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.push("d1", 1);

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_that_left_is_not_told_of_what_came_right_after() {
        script.done(subscribe());
        script.done(unsubscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.push("d1", 1);

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_that_left_is_not_told_of_what_came_after_while_something_fails() {
        script.fault();
        script.done(subscribe());
        script.done(unsubscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.push("d1", 1);
        script.recovered();

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_that_left_may_be_told_of_what_was_written_meanwhile() {
        script.done(subscribe());
        long leaving = script.invoke(unsubscribe());
        Op.Write write = write("d2", 0, "b1", "k");
        long writing = script.invoke(write);
        script.ok(leaving, new Done());
        script.ok(writing, Script.written(write, 1));
        script.push("d1", 1);

        holds(new NoPhantom());
    }

    @Test
    void a_device_that_came_back_is_not_told_of_what_came_while_it_was_away() {
        script.done(subscribe());
        script.done(unsubscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.done(subscribe());
        script.push("d1", 1);

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_that_came_back_may_be_told_of_what_was_written_meanwhile() {
        script.done(subscribe());
        script.done(unsubscribe());
        Op.Write write = write("d2", 0, "b1", "k");
        long writing = script.invoke(write);
        script.done(subscribe());
        script.ok(writing, Script.written(write, 1));
        script.push("d1", 1);

        holds(new NoPhantom());
    }

    @Test
    void a_device_is_not_told_of_what_came_before_it_subscribed() {
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.done(subscribe());
        script.push("d1", 1);

        isBroken(new NoPhantom());
    }

    @Test
    void a_device_that_left_may_still_be_told_of_what_came_before() {
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.done(unsubscribe());
        script.push("d1", 1);

        holds(new NoPhantom());
    }

    @Test
    void a_device_whose_leaving_is_not_certain_may_be_told() {
        script.done(subscribe());
        script.unknown(unsubscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.push("d1", 1);

        holds(new NoPhantom());
    }

    @Test
    void counts_do_not_fall_on_a_connection() {
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.wrote(write("d2", 1, "b2", "k"), 2);
        script.push("d1", NOTES, 1L, 2);
        script.push("d1", NOTES, 2L, 1);
        holds(new NoPhantom());

        script.push("d1", NOTES, 1L, 1);
        isBroken(new NoPhantom());
    }

    @Test
    void a_push_service_keeps_no_order_and_is_held_to_everything_else() {
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.wrote(write("d2", 1, "b2", "k"), 2);
        script.push("d1", NOTES, null, 2);
        script.push("d1", NOTES, null, 1);
        script.end();
        holds(new NoPhantom());
        holds(new Notified());

        script.push("d1", NOTES, null, 3);
        isBroken(new NoPhantom());
    }

    @Test
    void what_a_push_service_was_never_given_is_missed() {
        script.done(subscribe());
        script.wrote(write("d2", 0, "b1", "k"), 1);
        script.wrote(write("d2", 1, "b2", "k"), 2);
        script.push("d1", NOTES, null, 1);
        script.end();

        isBroken(new Notified());
    }

    private void push(int times) {
        for (int i = 0; i < times; i++) {
            script.push("d1", 1);
        }
    }

    @Test
    void the_same_six_times_is_too_often_when_nothing_failed() {
        push(5);
        holds(new BoundedDuplicates());

        push(1);
        isBroken(new BoundedDuplicates());
    }

    @Test
    void what_failed_before_or_after_does_not_excuse_the_same_six_times() {
        script.fault();
        script.recovered();
        push(6);
        script.fault();

        isBroken(new BoundedDuplicates());
    }

    @Test
    void each_fault_excuses_the_same_two_times_more() {
        script.fault();
        push(6);
        script.recovered();
        script.fault();
        push(3);
        holds(new BoundedDuplicates());

        push(1);
        isBroken(new BoundedDuplicates());
    }
}
