package dev.signet.wire.codec;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;

/** The refusals of a request that cannot be read. */
public final class Malformed {
    private Malformed() {}

    public static Refusal because(String message) {
        return Refusal.of(CommonError.SERIALIZATION, message);
    }

    static Refusal cannotBe(String found, String wanted) {
        return because(found + " can not be converted to " + wanted);
    }
}
