package dev.signet.chaos.checker;

import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Entry.Fail;
import java.util.Set;

/** All clients act with their own identity's credentials, whose role allows it: none is denied access. */
final class Permitted implements Rule {
    private static final Set<String> DENIALS = Set.of(
            "AccessDeniedException",
            "NotAuthorizedException",
            "UnrecognizedClientException",
            "InvalidSignatureException",
            "ExpiredTokenException");

    private final Findings findings = new Findings(Invariant.ACCOUNTS, Permitted.class);

    @Override
    public Result check(Story story) {
        story.calls().stream()
                .filter(call -> call.op() instanceof DatasetOp)
                .forEach(call -> findings.check(
                        !(call.end() instanceof Fail fail && DENIALS.contains(fail.error())),
                        () -> "A client was denied what its role allows it",
                        call::lines));
        return findings.result();
    }
}
