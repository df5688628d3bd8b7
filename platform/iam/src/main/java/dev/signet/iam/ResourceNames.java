package dev.signet.iam;

import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.core.SdkPojo;

/** Names the resource that a request of one service is about: each service brings one. */
public interface ResourceNames {
    /** The resource's ARN, or {@code "*"} where the request is about none in particular. */
    String arnOf(SdkPojo request);

    /** As {@link #arnOf}, for a service that has to look something up where the request does not say all of the ARN. */
    default Uni<String> find(SdkPojo request) {
        return Uni.createFrom().item(() -> arnOf(request));
    }
}
