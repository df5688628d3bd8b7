package dev.signet.wire.http;

import dev.signet.wire.Call;
import dev.signet.wire.check.InputCheck;
import dev.signet.wire.codec.Plan;
import dev.signet.wire.model.OperationModel;
import dev.signet.wire.model.ServiceModel;
import io.smallrye.mutiny.Uni;
import java.lang.invoke.MethodHandle;
import software.amazon.awssdk.core.SdkPojo;

/**
 * An operation that is built: its facts, how to read and write it, and the method that does it.
 *
 * @param method takes the request and the call
 */
record Operation(
        ServiceModel service,
        OperationModel model,
        Plan.Structure input,
        Plan.Structure output,
        InputCheck check,
        MethodHandle method) {

    /** Runs the operation; what it throws becomes the outcome's failure. */
    @SuppressWarnings("unchecked")
    Uni<SdkPojo> run(SdkPojo request, Call call) {
        try {
            return (Uni<SdkPojo>) (Uni<?>) method.invokeExact(request, call);
        } catch (Error e) {
            throw e;
        } catch (Throwable e) {
            return Uni.createFrom().failure(e);
        }
    }
}
