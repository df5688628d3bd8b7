package dev.signet.iam;

import software.amazon.awssdk.core.SdkPojo;

/** Names the resource that a request of one service is about: each service brings one. */
public interface ResourceNames {
    /** The resource's ARN, or {@code "*"} where the request is about none in particular. */
    String arnOf(SdkPojo request);
}
