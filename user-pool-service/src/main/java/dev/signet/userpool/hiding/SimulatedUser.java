package dev.signet.userpool.hiding;

import dev.signet.userpool.crypto.Keyed;
import dev.signet.userpool.message.Delivery;
import dev.signet.userpool.srp.SrpVerifier;
import dev.signet.userpool.token.PoolKeys;
import dev.signet.userpool.user.AddressFormat;
import java.nio.ByteBuffer;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/**
 * A user who does not exist. All about it follows from the pool's secret and the name: the same on every replica and
 * after every restart, and told from a real user's only by who holds the secret (RFC 5054 2.5.1.3).
 */
public final class SimulatedUser {
    private static final int VERIFIER_SEED_BYTES = 416;
    private static final String LETTERS = "abcdefghijklmnoprstw";

    private final Keyed secret;
    private final String name;

    /**
     * Simulates a user of a pool.
     *
     * @param name as the pool compares names, see {@code SignInNames.key}
     */
    public SimulatedUser(PoolKeys keys, String name) {
        this.secret = keys.keyedFor("simulated-user");
        this.name = name;
    }

    /** A UUID in place of the {@code sub}. */
    public String sub() {
        ByteBuffer bytes = ByteBuffer.wrap(secret.hash("sub", name));
        long high = (bytes.getLong() & ~0xf000L) | 0x4000L;
        long low = (bytes.getLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low).toString();
    }

    /** A salt and a verifier that no password fits. */
    public SrpVerifier srpVerifier() {
        return SrpVerifier.simulated(secret.expand(VERIFIER_SEED_BYTES, "srp", name));
    }

    /** Where a code would have gone: to the name itself when it is an address. */
    public CodeDeliveryDetailsType delivery() {
        return Delivery.byMail(AddressFormat.isEmail(name) ? name : inventedAddress());
    }

    private String inventedAddress() {
        byte[] bytes = secret.hash("address", name);
        return new String(new char[] {letter(bytes[0]), '@', letter(bytes[1])});
    }

    private static char letter(byte value) {
        return LETTERS.charAt((value & 0xff) % LETTERS.length());
    }
}
