package dev.signet.userpool.crypto;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A pseudo-random function under a secret key: HMAC-SHA256 over parts that cannot run into each other. */
public final class Keyed {
    private final SecretKeySpec key;

    public Keyed(byte[] key) {
        this.key = new SecretKeySpec(key, "HmacSHA256");
    }

    /** 32 bytes that only holders of the key can tell, the same for the same parts. */
    public byte[] hash(String... parts) {
        Mac mac = mac();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    /** As {@link #hash}, of any length: block {@code i} is the hash of the parts and {@code i}. */
    public byte[] expand(int length, String first, String second) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; out.size() < length; i++) {
            out.writeBytes(hash(first, second, Integer.toString(i)));
        }
        return Arrays.copyOf(out.toByteArray(), length);
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }
}
