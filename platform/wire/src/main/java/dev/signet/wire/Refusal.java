package dev.signet.wire;

import software.amazon.awssdk.awscore.exception.AwsServiceException;

/**
 * A refusal as AWS words it: its code and HTTP status are those of an error that the AWS SDK knows, or of one common to
 * all AWS services. It is an answer and no breakdown, so it has no stack trace.
 */
public final class Refusal extends RuntimeException {
    private final transient Object error;

    private Refusal(Object error, String message) {
        super(message, null, false, false);
        this.error = error;
    }

    /** An error modelled by the service: {@code Refusal.of(UsernameExistsException.class, "User already exists")}. */
    public static Refusal of(Class<? extends AwsServiceException> error, String message) {
        return new Refusal(error, message);
    }

    /** An error that every AWS service can give and none models. */
    public static Refusal of(CommonError error, String message) {
        return new Refusal(error, message);
    }

    /** The SDK's exception class or the {@link CommonError}. */
    public Object error() {
        return error;
    }
}
