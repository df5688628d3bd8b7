package dev.signet.chaos.checker;

import dev.signet.chaos.history.Op.Redeem;
import java.util.Map;
import java.util.stream.Collectors;

/** What works once works once. */
final class Redemptions implements Rule {
    private final Findings findings = new Findings(Invariant.ACCOUNTS, Redemptions.class);

    @Override
    public Result check(Story story) {
        story.users().forEach(user -> user.calls()
                .of(Redeem.class)
                .collect(Collectors.groupingBy(
                        call -> Map.entry(call.op().purpose(), call.op().ticket())))
                .forEach((ticket, calls) -> findings.check(
                        calls.stream().filter(Call::ok).count() <= 1,
                        () -> "%s: %s was redeemed more than once".formatted(user.user(), ticket),
                        () -> calls.stream().filter(Call::ok).flatMap(Call::lines))));
        return findings.result();
    }
}
