package dev.signet.chaos.checker;

import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.ChangePassword;
import dev.signet.chaos.history.Op.Redeem;
import dev.signet.chaos.history.Op.Revoke;
import dev.signet.chaos.history.Op.SignIn;
import dev.signet.chaos.history.Op.SignOut;
import dev.signet.chaos.history.Op.UseToken;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tokens of a session that was ended are refused from then on, and those of a session that nobody ended are not. */
final class Sessions implements Rule {
    private final Findings findings = new Findings(Invariant.ACCOUNTS, Sessions.class);

    @Override
    public Result check(Story story) {
        story.users().forEach(this::check);
        return findings.result();
    }

    private void check(UserStory user) {
        Map<String, Call<SignIn>> signIns = user.calls()
                .ok(SignIn.class)
                .collect(Collectors.toMap(call -> call.op().session(), Function.identity(), (first, _) -> first));
        List<? extends Call<? extends Op>> enders = Stream.<Stream<? extends Call<? extends Op>>>of(
                        user.calls().possible(Revoke.class),
                        user.calls().possible(SignOut.class),
                        user.calls().possible(ChangePassword.class),
                        user.calls()
                                .possible(Redeem.class)
                                .filter(call -> call.op().newPassword() != null))
                .flatMap(calls -> calls)
                .toList();
        user.calls().of(UseToken.class).forEach(use -> Optional.ofNullable(
                        signIns.get(use.op().session()))
                .ifPresent(signIn -> check(signIn, enders, use)));
    }

    private void check(Call<SignIn> signIn, List<? extends Call<? extends Op>> enders, Call<UseToken> use) {
        List<? extends Call<? extends Op>> ending =
                enders.stream().filter(ender -> ends(ender, signIn)).toList();
        if (use.ok()) {
            Optional<? extends Call<? extends Op>> ended = ending.stream()
                    .filter(ender -> ender.ok() && signIn.before(ender) && ender.before(use))
                    .findFirst();
            findings.check(
                    ended.isEmpty(),
                    () -> "A token of the session %s works after its end"
                            .formatted(use.op().session()),
                    () -> Stream.of(signIn.lines(), ended.stream().flatMap(Call::lines), use.lines())
                            .flatMap(lines -> lines));
        } else if (use.refused("NotAuthorizedException", "revoked")
                || use.refused("NotAuthorizedException", "Invalid")) {
            findings.check(
                    ending.stream().anyMatch(ender -> !ender.before(signIn) && ender.from() < use.to()),
                    () -> "A token of the session %s is refused, and nobody ended it"
                            .formatted(use.op().session()),
                    () -> Stream.concat(signIn.lines(), use.lines()));
        }
    }

    private static boolean ends(Call<? extends Op> ender, Call<SignIn> signIn) {
        return !(ender.op() instanceof Revoke revoke)
                || revoke.session().equals(signIn.op().session());
    }
}
