package dev.signet.local.demo;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The client's side of Cognito's SRP (RFC 5054 with Cognito's padding and key derivation): the password never leaves the
 * client. The AWS SDK for Java has none of its own.
 */
public final class SrpClient {
    /** The prime of the group in which Cognito's clients do SRP (RFC 3526, 3072 bits). */
    public static final BigInteger N = new BigInteger(
            "FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DD"
                    + "EF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7ED"
                    + "EE386BFB5A899FA5AE9F24117C4B1FE649286651ECE45B3DC2007CB8A163BF0598DA48361C55D39A69163FA8FD24CF5F"
                    + "83655D23DCA3AD961C62F356208552BB9ED529077096966D670C354E4ABC9804F1746C08CA18217C32905E462E36CE3B"
                    + "E39E772C180E86039B2783A2EC07A28FB5C55DF06F4C52C9DE2BCBF6955817183995497CEA956AE515D2261898FA0510"
                    + "15728E5A8AAAC42DAD33170D04507A33A85521ABDF1CBA64ECFB850458DBEF0A8AEA71575D060C7DB3970F85A6E1E4C7"
                    + "ABF5AE8CDB0933D71E8C94E04A25619DCEE3D2261AD2EE6BF12FFA06D98A0864D87602733EC86A64521F2B18177B200C"
                    + "BBE117577A615D6C770988C0BAD946E208E24FA074E5AB3143DB5BFCE0FD108E4B82D120A93AD2CAFFFFFFFFFFFFFFFF",
            16);

    private static final BigInteger G = BigInteger.TWO;
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' yyyy", Locale.ENGLISH);

    private final String poolName;
    private final BigInteger secret = new BigInteger(1024, new SecureRandom());
    private final BigInteger ephemeral = G.modPow(secret, N);

    public SrpClient(String userPoolId) {
        this.poolName = userPoolId.substring(userPoolId.indexOf('_') + 1);
    }

    /** The value of {@code SRP_A}. */
    public String ephemeral() {
        return ephemeral.toString(16);
    }

    /** Answers the {@code PASSWORD_VERIFIER} challenge. */
    public Map<String, String> answer(Map<String, String> challenge, String password, Instant now) {
        try {
            String user = challenge.getOrDefault("USER_ID_FOR_SRP", "");
            BigInteger serverEphemeral = new BigInteger(challenge.get("SRP_B"), 16);
            BigInteger salt = new BigInteger(challenge.get("SALT"), 16);
            byte[] key = key(user, password, serverEphemeral, salt);
            String timestamp = TIMESTAMP.format(now.atOffset(ZoneOffset.UTC));
            Mac mac = hmac(key);
            mac.update(utf8(poolName));
            mac.update(utf8(user));
            mac.update(Base64.getDecoder().decode(challenge.get("SECRET_BLOCK")));
            String signature = Base64.getEncoder().encodeToString(mac.doFinal(utf8(timestamp)));
            return Map.of(
                    "USERNAME", user,
                    "PASSWORD_CLAIM_SECRET_BLOCK", challenge.get("SECRET_BLOCK"),
                    "PASSWORD_CLAIM_SIGNATURE", signature,
                    "TIMESTAMP", timestamp);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] key(String user, String password, BigInteger serverEphemeral, BigInteger salt)
            throws GeneralSecurityException {
        BigInteger u = number(hash(padded(ephemeral), padded(serverEphemeral)));
        BigInteger k = number(hash(padded(N), padded(G)));
        BigInteger x = number(hash(padded(salt), hash(utf8(poolName + user + ":" + password))));
        BigInteger base = serverEphemeral.subtract(k.multiply(G.modPow(x, N))).mod(N);
        BigInteger shared = base.modPow(secret.add(u.multiply(x)), N);
        byte[] extracted = hmac(padded(u)).doFinal(padded(shared));
        Mac expand = hmac(extracted);
        expand.update(utf8("Caldera Derived Key"));
        return Arrays.copyOf(expand.doFinal(new byte[] {1}), 16);
    }

    private static Mac hmac(byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac;
    }

    private static byte[] hash(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static BigInteger number(byte[] bytes) {
        return new BigInteger(1, bytes);
    }

    /** Even hex digits, a zero byte in front when the first bit is set: the two's complement form. */
    private static byte[] padded(BigInteger number) {
        return number.toByteArray();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
