package dev.signet.wire.http;

import dev.signet.wire.Caller;
import dev.signet.wire.Gate;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Turnstile;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.function.Function;
import software.amazon.awssdk.core.SdkPojo;

/** What a call passes between its check and its operation: the gate, then the turnstile where a service has one. */
@ApplicationScoped
class Entrance {
    private final Gate gate;
    private final Turnstile turnstile;

    Entrance(Instance<Gate> gate, Instance<Turnstile> turnstile) {
        this.gate = gate.isResolvable() ? gate.get() : new ClosedGate();
        this.turnstile = turnstile.isResolvable() ? turnstile.get() : (_, operation) -> operation.get();
    }

    Uni<SdkPojo> pass(IncomingCall call, Function<Caller, Uni<SdkPojo>> operation) {
        return gate.admit(call).chain(caller -> turnstile.pass(call, () -> operation.apply(caller)));
    }
}
