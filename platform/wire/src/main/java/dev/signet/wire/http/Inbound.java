package dev.signet.wire.http;

import dev.signet.wire.HttpFacts;
import dev.signet.wire.model.ServiceModel;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.SdkPojo;

/** One request in its protocol, from what its head says; one instance serves one request. */
sealed interface Inbound permits AwsJsonInbound, RestJsonInbound, QueryInbound {
    /** The bytes its body may have, where that differs from the rest. */
    OptionalInt bodyLimit();

    /** The service it is for, as far as that is known. */
    Optional<ServiceModel> service();

    /** The operation it names; fails with a refusal when there is none. */
    Operation operation(HttpFacts http);

    /** Its input; fails with a refusal when it cannot be read. */
    SdkPojo decode(Operation operation, HttpFacts http);

    Answer answer(Operation operation, SdkPojo response, String requestId);

    Answer refuse(Throwable failure, String requestId);
}
