package dev.signet.chaos.checker;

import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.ChangePassword;
import dev.signet.chaos.history.Op.Redeem;
import dev.signet.chaos.history.Op.SignIn;
import dev.signet.chaos.history.Op.SignUp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Once a password was changed, the old one is refused and the new one is not. No password is set twice in a history. */
final class Passwords implements Rule {
    private static final String WRONG = "Incorrect";

    private final Findings findings = new Findings(Invariant.ACCOUNTS, Passwords.class);

    private record Set(Call<? extends Op> call, String password) {}

    @Override
    public Result check(Story story) {
        story.users().forEach(this::check);
        return findings.result();
    }

    private void check(UserStory user) {
        List<Set> sets = Stream.of(
                        user.calls()
                                .possible(SignUp.class)
                                .map(call -> set(call, call.op().password())),
                        user.calls()
                                .possible(ChangePassword.class)
                                .map(call -> set(call, call.op().to())),
                        user.calls()
                                .possible(Redeem.class)
                                .map(call -> set(call, call.op().newPassword())))
                .flatMap(set -> set)
                .flatMap(Optional::stream)
                .toList();
        user.calls().of(SignIn.class).forEach(signIn -> check(user, sets, signIn));
    }

    private static Optional<Set> set(Call<? extends Op> call, @Nullable String password) {
        return Optional.ofNullable(password).map(value -> new Set(call, value));
    }

    private void check(UserStory user, List<Set> sets, Call<SignIn> signIn) {
        String password = signIn.op().password();
        Optional<Set> origin =
                sets.stream().filter(set -> set.password().equals(password)).findFirst();
        if (origin.isEmpty()) {
            findings.check(!signIn.ok(), () -> user.user() + " signed in with a password never set", signIn::lines);
        } else if (signIn.ok()) {
            Optional<Set> replaced = sets.stream()
                    .filter(set -> set.call().ok() && origin.get().call().before(set.call()))
                    .filter(set -> set.call().before(signIn))
                    .findFirst();
            report(replaced.isEmpty(), user.user() + " signed in with a password that was replaced", replaced, signIn);
        } else if (signIn.refused("NotAuthorizedException", WRONG)) {
            boolean current = origin.get().call().ok()
                    && origin.get().call().before(signIn)
                    && sets.stream()
                            .filter(set -> !set.equals(origin.get()))
                            .allMatch(set -> set.call().before(origin.get().call()) || signIn.before(set.call()));
            report(!current, user.user() + " is refused with the current password", origin, signIn);
        }
    }

    private void report(boolean holds, String breach, Optional<Set> set, Call<SignIn> signIn) {
        findings.check(
                holds,
                () -> breach,
                () -> Stream.concat(set.stream().flatMap(found -> found.call().lines()), signIn.lines()));
    }
}
