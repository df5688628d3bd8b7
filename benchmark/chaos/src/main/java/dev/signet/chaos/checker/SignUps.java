package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Found;
import dev.signet.chaos.history.Op.LookUp;
import dev.signet.chaos.history.Op.Purpose;
import dev.signet.chaos.history.Op.Redeem;
import dev.signet.chaos.history.Op.SignUp;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A name is signed up once, and who signed up and confirmed is there. */
final class SignUps implements Rule {
    private final Findings findings = new Findings(Invariant.ACCOUNTS, SignUps.class);

    @Override
    public Result check(Story story) {
        story.users().forEach(this::check);
        return findings.result();
    }

    private void check(UserStory user) {
        List<Call<SignUp>> signUps = user.calls().ok(SignUp.class).toList();
        if (signUps.isEmpty()) {
            return;
        }
        findings.check(
                signUps.size() == 1,
                () -> user.user() + " signed up " + signUps.size() + " times",
                () -> signUps.stream().flatMap(Call::lines));
        Optional<Call<Redeem>> confirmed = user.calls()
                .ok(Redeem.class)
                .filter(call -> call.op().purpose() == Purpose.SIGN_UP)
                .findFirst();
        user.calls().ok(LookUp.class).forEach(look -> check(user, signUps.getFirst(), confirmed, look));
    }

    private void check(UserStory user, Call<SignUp> signUp, Optional<Call<Redeem>> confirmed, Call<LookUp> look) {
        Found found = look.answer(Found.class);
        boolean confirmedBefore = confirmed.filter(call -> call.before(look)).isPresent();
        findings.check(
                !signUp.before(look) || found.exists() && (!confirmedBefore || "CONFIRMED".equals(found.status())),
                () -> "%s signed up%s and then was found as %s"
                        .formatted(user.user(), confirmedBefore ? " and confirmed" : "", found),
                () -> Stream.of(signUp.lines(), confirmed.stream().flatMap(Call::lines), look.lines())
                        .flatMap(lines -> lines));
    }
}
