package dev.signet.userpool.srp;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The group in which Cognito's clients do SRP: the 3072-bit prime of RFC 3526 with generator 2, hashed by SHA-256. */
public final class SrpGroup {
    static final BigInteger N = new BigInteger("""
            FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74\
            020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437\
            4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED\
            EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05\
            98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB\
            9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B\
            E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718\
            3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33\
            A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7\
            ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864\
            D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2\
            08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF""", 16);
    static final BigInteger G = BigInteger.TWO;
    static final BigInteger K = hash(pad(N), pad(G));

    /** The longest hexadecimal form of a number below N, with the two zeros that padding may put in front. */
    private static final int MAX_HEX = 2 * pad(N).length;

    private SrpGroup() {}

    /**
     * Reads a client's public value A.
     *
     * @return empty when it is no plain hexadecimal number, or no number from 1 to N - 1: so neither 0 nor a multiple of
     *     N, which would fix the shared secret (RFC 5054 2.5.4)
     */
    public static Optional<BigInteger> clientPublic(String hex) {
        if (hex.isEmpty() || hex.length() > MAX_HEX || !hex.chars().allMatch(SrpGroup::isHexDigit)) {
            return Optional.empty();
        }
        BigInteger value = new BigInteger(hex, 16);
        return value.signum() == 0 || value.compareTo(N) >= 0 ? Optional.empty() : Optional.of(value);
    }

    /** The digits of ASCII alone: {@link Character#digit} knows those of many scripts. */
    private static boolean isHexDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    /** The client's {@code padHex}: big-endian bytes, a zero in front where the top bit is set. Not padded to N's length. */
    static byte[] pad(BigInteger value) {
        return value.toByteArray();
    }

    static BigInteger hash(byte[]... parts) {
        return new BigInteger(1, digest(parts));
    }

    static byte[] digest(byte[]... parts) {
        MessageDigest sha256 = sha256();
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return sha256.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
