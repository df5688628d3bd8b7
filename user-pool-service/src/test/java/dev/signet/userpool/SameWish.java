package dev.signet.userpool;

import software.amazon.awssdk.core.SdkPojo;

/** Asks another operation for the same: a request that says what both know by one name. */
public final class SameWish {
    private SameWish() {}

    /** Tells a builder what another request says. */
    public static void copy(SdkPojo from, SdkPojo to) {
        for (var field : from.sdkFields()) {
            to.sdkFields().stream()
                    .filter(same -> same.memberName().equals(field.memberName()))
                    .forEach(same -> same.set(to, field.getValueOrDefault(from)));
        }
    }
}
