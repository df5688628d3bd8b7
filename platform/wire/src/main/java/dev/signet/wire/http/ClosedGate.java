package dev.signet.wire.http;

import dev.signet.wire.Caller;
import dev.signet.wire.CommonError;
import dev.signet.wire.Gate;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;

/** Stands in where no gate is: lets through what needs no signature and refuses all else. */
final class ClosedGate implements Gate {
    private record Anybody() implements Caller {}

    @Override
    public Uni<Caller> admit(IncomingCall call) {
        return call.unsigned()
                ? Uni.createFrom().item(new Anybody())
                : Uni.createFrom()
                        .failure(Refusal.of(CommonError.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token"));
    }
}
