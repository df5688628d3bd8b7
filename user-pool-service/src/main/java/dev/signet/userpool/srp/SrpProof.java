package dev.signet.userpool.srp;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client sends to prove that it knows the password.
 *
 * @param identity the pool and user that were signed
 * @param secretBlock the challenge's {@code SECRET_BLOCK}, decoded
 * @param timestamp the client's time as text
 * @param signature the claimed HMAC, decoded
 */
public record SrpProof(SrpIdentity identity, byte[] secretBlock, String timestamp, byte[] signature) {
    private static final byte[] KEY_LABEL = "Caldera Derived Key\u0001".getBytes(StandardCharsets.UTF_8);
    private static final int KEY_BYTES = 16;

    boolean isSignedWith(BigInteger shared, BigInteger scrambler) {
        byte[] expected = hmac(
                key(shared, scrambler),
                identity.text().getBytes(StandardCharsets.UTF_8),
                secretBlock,
                timestamp.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(expected, signature);
    }

    /** HKDF-SHA256 (RFC 5869) of the shared secret, salted with the scrambler: its first block, cut to 16 bytes. */
    private static byte[] key(BigInteger shared, BigInteger scrambler) {
        byte[] extracted = hmac(SrpGroup.pad(scrambler), SrpGroup.pad(shared));
        return Arrays.copyOf(hmac(extracted, KEY_LABEL), KEY_BYTES);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return "SrpProof[" + identity + "]";
    }
}
