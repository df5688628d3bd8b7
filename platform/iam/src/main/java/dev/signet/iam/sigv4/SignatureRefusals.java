package dev.signet.iam.sigv4;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;

/** Every way a signature is refused, in AWS's words. */
final class SignatureRefusals {
    private SignatureRefusals() {}

    static Refusal missing() {
        return Refusal.of(CommonError.MISSING_AUTHENTICATION_TOKEN, "Missing Authentication Token");
    }

    static Refusal incomplete(String why) {
        return Refusal.of(CommonError.INCOMPLETE_SIGNATURE, why);
    }

    static Refusal repeated(String what) {
        return incomplete("'" + what + "' must not be given more than once.");
    }

    static Refusal notSigned(String header) {
        return invalid("'" + header + "' must be a 'SignedHeader' in the AWS Authorization.");
    }

    static Refusal invalid(String why) {
        return Refusal.of(CommonError.INVALID_SIGNATURE, why);
    }

    static Refusal mismatch() {
        return invalid("The request signature we calculated does not match the signature you provided. Check your AWS "
                + "Secret Access Key and signing method. Consult the service documentation for details.");
    }
}
