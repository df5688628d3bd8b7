package dev.signet.chaos.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.chaos.checker.Result.Status;
import dev.signet.chaos.fake.Script;
import dev.signet.chaos.history.Answer.Done;
import dev.signet.chaos.history.Answer.Found;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Purpose;
import dev.signet.chaos.history.Op.Token;
import org.junit.jupiter.api.Test;

class AccountRulesTest {
    private static final String REVOKED = "Access Token has been revoked";

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

    private static Op.SignUp signUp() {
        return new Op.SignUp("ada", "old");
    }

    private static Op.SignIn signIn(String password) {
        return new Op.SignIn("ada", password, "s1");
    }

    private static Op.ChangePassword change() {
        return new Op.ChangePassword("ada", "old", "new", "s1");
    }

    private static Op.UseToken use() {
        return new Op.UseToken("ada", "s1", Token.ACCESS);
    }

    private void found(boolean exists, String status) {
        script.ok(script.invoke(new Op.LookUp("ada")), new Found(exists, status));
    }

    @Test
    void who_signed_up_is_there() {
        script.done(signUp());
        found(false, "");

        isBroken(new SignUps());
    }

    @Test
    void who_may_have_signed_up_may_be_there_or_not() {
        script.unknown(signUp());
        found(false, "");
        found(true, "UNCONFIRMED");

        isNotAsked(new SignUps());
    }

    @Test
    void who_confirmed_stays_confirmed() {
        script.done(signUp());
        script.done(new Op.Redeem("ada", Purpose.SIGN_UP, "code", null));
        found(true, "UNCONFIRMED");

        isBroken(new SignUps());
    }

    @Test
    void a_name_is_signed_up_once() {
        script.done(signUp());
        script.done(signUp());

        isBroken(new SignUps());
    }

    @Test
    void a_code_is_redeemed_once() {
        script.unknown(new Op.Redeem("ada", Purpose.SIGN_UP, "code", null));
        script.done(new Op.Redeem("ada", Purpose.SIGN_UP, "code", null));
        script.done(new Op.Redeem("ada", Purpose.FORGOT_PASSWORD, "code", "new"));
        holds(new Redemptions());

        script.done(new Op.Redeem("ada", Purpose.SIGN_UP, "code", null));
        isBroken(new Redemptions());
    }

    @Test
    void the_old_password_is_refused_once_it_was_changed() {
        script.done(signUp());
        script.done(change());
        script.done(signIn("old"));

        isBroken(new Passwords());
    }

    @Test
    void the_new_password_is_taken_once_it_was_set() {
        script.done(signUp());
        script.done(change());
        script.refused(signIn("new"));

        isBroken(new Passwords());
    }

    @Test
    void either_password_may_be_taken_while_or_after_it_may_have_been_changed() {
        script.done(signUp());
        script.done(signIn("old"));
        script.unknown(change());
        script.done(signIn("old"));
        script.refused(signIn("old"));
        script.done(signIn("new"));
        script.refused(signIn("new"));

        holds(new Passwords());
    }

    @Test
    void a_lock_says_nothing_about_a_password() {
        script.done(signUp());
        script.done(signIn("old"));
        script.refused(signIn("old"), "Password attempts exceeded");

        holds(new Passwords());
    }

    @Test
    void a_password_that_was_never_set_is_refused() {
        script.done(signUp());
        script.done(signIn("guessed"));

        isBroken(new Passwords());
    }

    @Test
    void a_token_is_refused_after_its_session_was_ended() {
        for (Op ending : new Op[] {new Op.Revoke("ada", "s1"), new Op.SignOut("ada", "s0"), change()}) {
            Script ended = new Script();
            ended.done(signIn("old"));
            ended.done(use());
            ended.done(ending);
            ended.done(use());

            assertThat(new Sessions().check(Story.of(ended.entries())).status()).isEqualTo(Status.VIOLATED);
        }
    }

    @Test
    void revoking_one_session_leaves_the_others() {
        script.done(signIn("old"));
        script.done(new Op.Revoke("ada", "s2"));
        script.done(use());
        holds(new Sessions());

        script.refused(use(), REVOKED);
        isBroken(new Sessions());
    }

    @Test
    void a_token_may_work_or_not_while_or_after_its_session_may_have_been_ended() {
        script.done(signIn("old"));
        long ending = script.invoke(new Op.SignOut("ada", "s1"));
        script.done(use());
        script.refused(use(), REVOKED);
        script.info(ending);
        script.done(use());
        script.refused(use(), REVOKED);

        holds(new Sessions());
    }

    @Test
    void a_sign_in_that_was_under_way_may_outlive_the_sign_out() {
        long signingIn = script.invoke(signIn("old"));
        script.done(new Op.SignOut("ada", "s0"));
        script.ok(signingIn, new Done());
        script.done(use());

        holds(new Sessions());
    }

    @Test
    void nobody_gets_more_guesses_than_the_locks_allow() {
        for (int i = 0; i < 6; i++) {
            script.refused(signIn("wrong"));
        }

        isBroken(new Lockout());
    }

    @Test
    void guesses_at_the_pace_of_the_locks_are_evaluated() {
        for (int i = 0; i < 5; i++) {
            script.refused(signIn("wrong"));
        }
        script.refused(signIn("wrong"), "Password attempts exceeded");
        script.waits(1);
        script.refused(signIn("wrong"));
        script.waits(2);
        script.refused(signIn("wrong"));

        holds(new Lockout());
    }

    @Test
    void a_success_or_what_may_be_one_begins_the_count_anew() {
        for (int i = 0; i < 5; i++) {
            script.refused(signIn("wrong"));
        }
        script.unknown(signIn("old"));
        for (int i = 0; i < 5; i++) {
            script.refused(signIn("wrong"));
        }

        holds(new Lockout());
    }
}
