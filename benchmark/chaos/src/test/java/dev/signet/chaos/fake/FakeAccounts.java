package dev.signet.chaos.fake;

import dev.signet.chaos.fake.Reply.Refused;
import dev.signet.chaos.fake.Reply.Taken;
import dev.signet.chaos.history.AccountOp;
import dev.signet.chaos.history.Answer.Found;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Purpose;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Users in memory, kept as Cognito keeps them, but for one flaw. */
final class FakeAccounts {
    private static final double SECOND = 1e9;

    private final Chance chance;
    private final Agenda agenda;
    private final Map<String, User> users = new HashMap<>();

    private static final class User {
        String password = "";
        boolean confirmed;
        int failures;
        double lockedUntil;
        final Set<String> redeemed = new HashSet<>();
        final Set<String> sessions = new HashSet<>();
    }

    FakeAccounts(Chance chance, Agenda agenda) {
        this.chance = chance;
        this.agenda = agenda;
    }

    Reply take(AccountOp op) {
        if (op instanceof Op.SignUp signUp) {
            return signUp(signUp);
        }
        User user = users.get(op.user());
        if (op instanceof Op.LookUp) {
            return new Taken(
                    new Found(user != null, user == null ? null : user.confirmed ? "CONFIRMED" : "UNCONFIRMED"));
        }
        if (user == null) {
            return new Refused("UserNotFoundException", "User does not exist.");
        }
        return switch (op) {
            case Op.Redeem redeem -> redeem(user, redeem);
            case Op.SignIn signIn -> signIn(user, signIn);
            case Op.ChangePassword change -> change(user, change);
            case Op.UseToken use -> use(user, use.session());
            case Op.Revoke revoke -> end(user, Set.of(revoke.session()));
            case Op.SignOut out ->
                user.sessions.contains(out.session()) ? end(user, Set.copyOf(user.sessions)) : notAuthorized("revoked");
            case Op.SignUp _, Op.LookUp _ -> throw new IllegalStateException("handled above");
        };
    }

    private Reply signUp(Op.SignUp signUp) {
        if (users.containsKey(signUp.user()) && !chance.errs(Flaw.SIGNS_A_NAME_UP_TWICE)) {
            return new Refused("UsernameExistsException", "User already exists");
        }
        User user = new User();
        user.password = signUp.password();
        if (!chance.errs(Flaw.LOSES_A_USER)) {
            users.put(signUp.user(), user);
        }
        return Reply.done();
    }

    private Reply redeem(User user, Op.Redeem redeem) {
        if (!user.redeemed.add(redeem.purpose() + redeem.ticket()) && !chance.errs(Flaw.REDEEMS_A_CODE_TWICE)) {
            return new Refused("ExpiredCodeException", "Invalid code provided, please request a code again.");
        }
        user.confirmed |= redeem.purpose() == Purpose.SIGN_UP;
        if (redeem.newPassword() != null) {
            set(user, redeem.newPassword());
        }
        return Reply.done();
    }

    private Reply signIn(User user, Op.SignIn signIn) {
        double now = agenda.now();
        if (now < user.lockedUntil) {
            return notAuthorized("Password attempts exceeded");
        }
        if (!user.password.equals(signIn.password())) {
            user.failures++;
            if (user.failures >= 5 && !chance.errs(Flaw.DOES_NOT_LOCK)) {
                user.lockedUntil = now + Math.pow(2, user.failures - 5) * SECOND;
            }
            return notAuthorized("Incorrect username or password.");
        }
        user.failures = 0;
        user.sessions.add(signIn.session());
        return Reply.done();
    }

    private Reply change(User user, Op.ChangePassword change) {
        if (!user.sessions.contains(change.session()) || !user.password.equals(change.from())) {
            return notAuthorized("Incorrect username or password.");
        }
        set(user, change.to());
        return Reply.done();
    }

    private void set(User user, String password) {
        if (chance.errs(Flaw.LOSES_THE_NEW_PASSWORD)) {
            user.password = "lost";
        } else if (!chance.errs(Flaw.KEEPS_THE_OLD_PASSWORD)) {
            user.password = password;
        }
        user.failures = 0;
        user.lockedUntil = 0;
        user.sessions.clear();
    }

    private Reply use(User user, String session) {
        boolean known = user.sessions.contains(session);
        boolean errs = chance.errs(known ? Flaw.FORGETS_A_SESSION : Flaw.LETS_A_REVOKED_TOKEN_THROUGH);
        return known ^ errs ? Reply.done() : notAuthorized("Access Token has been revoked");
    }

    private static Reply end(User user, Set<String> sessions) {
        user.sessions.removeAll(sessions);
        return Reply.done();
    }

    private static Reply notAuthorized(String message) {
        return new Refused("NotAuthorizedException", message);
    }
}
