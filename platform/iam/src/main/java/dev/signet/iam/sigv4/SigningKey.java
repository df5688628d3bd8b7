package dev.signet.iam.sigv4;

/**
 * Whose an access key is, and its secret.
 *
 * @param <P> what an owner is
 */
public record SigningKey<P>(P owner, String secret) {
    @Override
    public String toString() {
        return "SigningKey[owner=" + owner + "]";
    }
}
