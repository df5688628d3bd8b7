package dev.signet.userpool.srp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * What the server keeps for SRP in place of the password.
 *
 * @param salt not secret
 * @param verifier {@code v = g^x mod N}; equivalent to the password for whoever can guess, so kept sealed
 */
public record SrpVerifier(BigInteger salt, BigInteger verifier) {
    private static final int SALT_BYTES = 16;

    public SrpVerifier {
        if (salt.signum() < 0 || verifier.signum() <= 0 || verifier.compareTo(SrpGroup.N) >= 0) {
            throw new IllegalArgumentException("No salt and verifier of this group");
        }
    }

    /** Makes a verifier with a fresh salt for a user as {@code USER_ID_FOR_SRP} names it. */
    public static SrpVerifier create(SrpIdentity identity, String password, SecureRandom random) {
        byte[] bytes = new byte[SALT_BYTES];
        random.nextBytes(bytes);
        BigInteger salt = new BigInteger(1, bytes);
        byte[] x = SrpGroup.digest(
                SrpGroup.pad(salt),
                SrpGroup.digest((identity.text() + ":" + password).getBytes(StandardCharsets.UTF_8)));
        return new SrpVerifier(salt, GeneratorPowers.power(x));
    }

    /**
     * A verifier that nobody's password fits, for a user who does not exist.
     *
     * @param seed at least 400 bytes of keyed pseudo-random data, the same each time for the same name
     */
    public static SrpVerifier simulated(byte[] seed) {
        BigInteger salt = new BigInteger(1, Arrays.copyOf(seed, SALT_BYTES));
        BigInteger rest = new BigInteger(1, Arrays.copyOfRange(seed, SALT_BYTES, seed.length));
        return new SrpVerifier(
                salt, rest.mod(SrpGroup.N.subtract(BigInteger.ONE)).add(BigInteger.ONE));
    }

    /** The salt as the challenge's {@code SALT}. */
    public String saltHex() {
        return salt.toString(16);
    }

    @Override
    public String toString() {
        return "SrpVerifier[salt=" + saltHex() + "]";
    }
}
