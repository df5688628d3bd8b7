package dev.signet.chaos.checker;

import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.ChangePassword;
import dev.signet.chaos.history.Op.Redeem;
import dev.signet.chaos.history.Op.SignIn;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Of n wrong passwords in a row that were evaluated, the last was no earlier than the locks of those before allow: the
 * fifth locks for a second, the sixth for two, and so on. What was refused by the lock was not evaluated.
 */
final class Lockout implements Rule {
    private static final int FREE = 5;
    private static final double SECOND = 1e9;

    /** Clocks of the server and of this history run apart by no more than this in the few minutes that a lock counts. */
    private static final double TOLERANCE = 0.05 * SECOND;

    private final Findings findings = new Findings(Invariant.ACCOUNTS, Lockout.class);

    @Override
    public Result check(Story story) {
        story.users().forEach(this::check);
        return findings.result();
    }

    private void check(UserStory user) {
        List<Call<SignIn>> wrong = user.calls()
                .of(SignIn.class)
                .filter(call -> call.refused("NotAuthorizedException", "Incorrect"))
                .sorted(Comparator.comparingLong(Call::to))
                .toList();
        List<? extends Call<? extends Op>> clearing = Stream.<Stream<? extends Call<? extends Op>>>of(
                        user.calls().possible(SignIn.class),
                        user.calls().possible(ChangePassword.class),
                        user.calls()
                                .possible(Redeem.class)
                                .filter(call -> call.op().newPassword() != null))
                .flatMap(calls -> calls)
                .toList();
        List<Call<SignIn>> row = new ArrayList<>();
        for (Call<SignIn> attempt : wrong) {
            row.removeIf(earlier ->
                    clearing.stream().anyMatch(call -> call.from() <= attempt.to() && call.to() >= earlier.from()));
            row.add(attempt);
            check(user, row);
        }
    }

    private void check(UserStory user, List<Call<SignIn>> row) {
        if (row.size() < FREE) {
            return;
        }
        long began = row.stream().mapToLong(Call::from).min().orElseThrow();
        double took = row.getLast().to() - began;
        double locked = (Math.pow(2, row.size() - FREE) - 1) * SECOND;
        List<Call<SignIn>> evidence = List.copyOf(row);
        findings.check(
                took + TOLERANCE >= locked,
                () -> "%d wrong passwords of %s were evaluated in %.2f s, whose locks last %.0f s"
                        .formatted(evidence.size(), user.user(), took / SECOND, locked / SECOND),
                () -> evidence.stream().flatMap(Call::lines));
    }
}
