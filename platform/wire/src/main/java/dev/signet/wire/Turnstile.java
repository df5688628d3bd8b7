package dev.signet.wire;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;

/** Stands around every call that the {@link Gate} has admitted: may refuse it, and sees what becomes of it. */
public interface Turnstile {
    /** Runs the operation, or fails with a {@link Refusal} without running it. */
    Uni<SdkPojo> pass(IncomingCall call, Supplier<Uni<SdkPojo>> operation);
}
