package dev.signet.userpool.srp;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client's side of SRP as amazon-cognito-identity-js does it, on hexadecimal text and sharing no code with the server. */
public final class SrpClient {
    static final String N_HEX = "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74"
            + "020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F1437"
            + "4FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
            + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF05"
            + "98DA48361C55D39A69163FA8FD24CF5F83655D23DCA3AD961C62F356208552BB"
            + "9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
            + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF695581718"
            + "3995497CEA956AE515D2261898FA051015728E5A8AAAC42DAD33170D04507A33"
            + "A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
            + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864"
            + "D87602733EC86A64521F2B18177B200CBBE117577A615D6C770988C0BAD946E2"
            + "08E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF";
    private static final BigInteger N = new BigInteger(N_HEX, 16);
    private static final BigInteger G = BigInteger.valueOf(2);

    private final BigInteger secret;
    private final BigInteger publicValue;

    public SrpClient() {
        this(new BigInteger(1024, new SecureRandom()));
    }

    SrpClient(BigInteger secret) {
        this.secret = secret;
        this.publicValue = G.modPow(secret, N);
    }

    /** An {@code SRP_A} that makes the shared secret zero, whoever has which password. */
    public static String multipleOfN(int factor) {
        return N.multiply(BigInteger.valueOf(factor)).toString(16);
    }

    /** {@code SRP_A}. */
    public String srpA() {
        return publicValue.toString(16);
    }

    /** {@code PASSWORD_CLAIM_SIGNATURE}. */
    public String signature(
            String poolId, String userIdForSrp, String password, String salt, String srpB, String block, String time) {
        String poolName = poolId.split("_", 2)[1];
        byte[] key = key(poolName, userIdForSrp, password, salt, srpB);
        byte[] message =
                concat(utf8(poolName), utf8(userIdForSrp), Base64.getDecoder().decode(block), utf8(time));
        return Base64.getEncoder().encodeToString(hmac(key, message));
    }

    byte[] key(String poolName, String userIdForSrp, String password, String saltHex, String srpB) {
        BigInteger b = new BigInteger(srpB, 16);
        BigInteger u = new BigInteger(sha256(unhex(padHex(publicValue) + padHex(b))), 16);
        String userHash = sha256(utf8(poolName + userIdForSrp + ":" + password));
        BigInteger x = new BigInteger(sha256(unhex(padHex(new BigInteger(saltHex, 16)) + userHash)), 16);
        BigInteger k = new BigInteger(sha256(unhex(padHex(N) + padHex(G))), 16);
        BigInteger shared = b.subtract(k.multiply(G.modPow(x, N))).modPow(secret.add(u.multiply(x)), N);
        byte[] extracted = hmac(unhex(padHex(u)), unhex(padHex(shared)));
        return Arrays.copyOf(hmac(extracted, concat(utf8("Caldera Derived Key"), new byte[] {1})), 16);
    }

    static String padHex(BigInteger value) {
        String hex = value.toString(16);
        if (hex.length() % 2 == 1) {
            return "0" + hex;
        }
        return "89abcdef".indexOf(hex.charAt(0)) >= 0 ? "00" + hex : hex;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] unhex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
