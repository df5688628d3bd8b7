package dev.signet.userpool.password;

/**
 * What is kept of a password.
 *
 * @param argon2 its Argon2id hash in PHC form
 * @param srpSalt the salt of its SRP verifier
 * @param sealedSrpVerifier its SRP verifier, sealed
 */
public record HashedPassword(String argon2, byte[] srpSalt, byte[] sealedSrpVerifier) {
    @Override
    public String toString() {
        return "HashedPassword[*]";
    }
}
