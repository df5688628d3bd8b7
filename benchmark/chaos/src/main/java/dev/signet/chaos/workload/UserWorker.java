package dev.signet.chaos.workload;

import dev.signet.chaos.history.Answer.Done;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Purpose;
import dev.signet.chaos.history.Op.Token;
import dev.signet.chaos.workload.Client.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signs users up, one after the other, and does with each all that one can do with an account. */
final class UserWorker implements Worker {
    private static final Duration MAIL = Duration.ofSeconds(20);
    private static final int GUESSES = 12;
    private static final int PROOFS = 8;

    private final Accounts accounts;
    private final Mails mails;
    private final UserList users;
    private final Pace pace;
    private final int atOnce;

    /** What workers share. */
    record Means(Accounts accounts, Mails mails, UserList users, Pace pace) {}

    UserWorker(Means means, int atOnce) {
        this.accounts = means.accounts();
        this.mails = means.mails();
        this.users = means.users();
        this.pace = means.pace();
        this.atOnce = atOnce;
    }

    @Override
    public void work() throws InterruptedException {
        User user = users.add();
        if (signUp(user) && confirm(user)) {
            endOneSession(user);
            endAllSessions(user);
            proveTwice(user);
            changePassword(user);
            guess(user);
            forgetPassword(user);
        }
    }

    /** Signs up; whoever does not know whether that worked tries once more. */
    private boolean signUp(User user) throws InterruptedException {
        Op.SignUp signUp = new Op.SignUp(user.name(), user.freshPassword());
        user.usesNow(signUp.password());
        pace.await();
        Outcome<Done> first = accounts.signUp(signUp);
        if (first.answer().isPresent()) {
            return true;
        }
        pace.await();
        Outcome<Done> again = accounts.signUp(signUp);
        return again.answer().isPresent() || again.error().equals("UsernameExistsException");
    }

    private boolean confirm(User user) throws InterruptedException {
        Optional<String> code = mails.nextCode(Accounts.address(user.name()), MAIL);
        if (code.isEmpty()) {
            return false;
        }
        String ticket = user.fresh("code");
        pace.await();
        var outcomes = Crowd.atOnce(atOnce, _ -> accounts.confirm(user.name(), ticket, code.get()));
        return outcomes.stream().anyMatch(outcome -> outcome.answer().isPresent());
    }

    private Optional<String> signIn(User user, String password) throws InterruptedException {
        String session = user.fresh("session");
        pace.await();
        return accounts.signIn(new Op.SignIn(user.name(), password, session))
                .answer()
                .map(_ -> session);
    }

    private Optional<String> signIn(User user) throws InterruptedException {
        Optional<String> password = user.password();
        return password.isPresent() ? signIn(user, password.get()) : Optional.empty();
    }

    private void use(User user, String session, Token token) throws InterruptedException {
        pace.await();
        accounts.use(new Op.UseToken(user.name(), session, token));
    }

    private void endOneSession(User user) throws InterruptedException {
        Optional<String> ended = signIn(user);
        Optional<String> kept = signIn(user);
        if (ended.isPresent() && kept.isPresent()) {
            use(user, ended.get(), Token.ACCESS);
            use(user, ended.get(), Token.REFRESH);
            pace.await();
            accounts.revoke(new Op.Revoke(user.name(), ended.get()));
            for (String session : List.of(ended.get(), kept.get())) {
                use(user, session, Token.ACCESS);
                use(user, session, Token.REFRESH);
            }
        }
    }

    private void endAllSessions(User user) throws InterruptedException {
        Optional<String> one = signIn(user);
        Optional<String> other = signIn(user);
        if (one.isPresent() && other.isPresent()) {
            pace.await();
            accounts.signOut(new Op.SignOut(user.name(), one.get()));
            use(user, one.get(), Token.REFRESH);
            use(user, other.get(), Token.ACCESS);
            use(user, other.get(), Token.REFRESH);
        }
    }

    private void proveTwice(User user) throws InterruptedException {
        Optional<Map<String, String>> proof =
                user.password().flatMap(password -> accounts.proof(user.name(), password));
        if (proof.isPresent()) {
            String ticket = user.fresh("proof");
            pace.await();
            Crowd.atOnce(PROOFS, _ -> accounts.prove(user.name(), ticket, proof.get()));
        }
    }

    private void changePassword(User user) throws InterruptedException {
        Optional<String> session = signIn(user);
        Optional<String> old = user.password();
        if (session.isEmpty() || old.isEmpty()) {
            return;
        }
        String next = user.freshPassword();
        pace.await();
        var outcome = accounts.changePassword(new Op.ChangePassword(user.name(), old.get(), next, session.get()));
        user.usesNow(outcome.answer().isPresent() ? Optional.of(next) : Optional.empty());
        use(user, session.get(), Token.ACCESS);
        signIn(user, old.get());
        signIn(user, next).ifPresent(_ -> user.usesNow(next));
    }

    private void guess(User user) throws InterruptedException {
        pace.await();
        Crowd.atOnce(
                GUESSES,
                number -> accounts.signIn(new Op.SignIn(user.name(), "guess-" + number, user.fresh("session"))));
        signIn(user);
    }

    private void forgetPassword(User user) throws InterruptedException {
        if (!accounts.forgotPassword(user.name())) {
            return;
        }
        Optional<String> code = mails.nextCode(Accounts.address(user.name()), MAIL);
        if (code.isEmpty()) {
            return;
        }
        String ticket = user.fresh("code");
        List<String> chosen = Crowd.atOnce(atOnce, _ -> user.freshPassword());
        pace.await();
        var outcomes = Crowd.atOnce(
                atOnce,
                number -> accounts.confirmForgotPassword(
                        new Op.Redeem(user.name(), Purpose.FORGOT_PASSWORD, ticket, chosen.get(number)), code.get()));
        Optional<String> winner = Optional.empty();
        for (int i = 0; i < outcomes.size(); i++) {
            winner = outcomes.get(i).answer().isPresent() ? Optional.of(chosen.get(i)) : winner;
        }
        user.usesNow(winner);
        signIn(user);
    }
}
