package dev.signet.wire.codec;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/** The SDK's own conventions for values. */
public final class Values {
    private Values() {}

    /** The value, or null where the SDK stands an empty collection in for an absent one. */
    public static @Nullable Object present(@Nullable Object value) {
        return value instanceof SdkAutoConstructList || value instanceof SdkAutoConstructMap ? null : value;
    }

    /** The finished structure of a builder. */
    public static SdkPojo build(SdkPojo builder) {
        return (SdkPojo) ((Buildable) builder).build();
    }
}
