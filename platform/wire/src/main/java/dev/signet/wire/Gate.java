package dev.signet.wire;

import io.smallrye.mutiny.Uni;

/** Decides whether a call may reach its operation: fails with a {@link Refusal} or names the caller. */
public interface Gate {
    Uni<Caller> admit(IncomingCall call);
}
