package dev.signet.userpool.client;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import dev.signet.userpool.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The secrets of app clients, and the proof that a call knows its client's secret. */
@ApplicationScoped
public class ClientSecrets {
    private static final String SEAL = "user-pool/client-secret";

    @Inject
    Keyset keyset;

    String seal(String secret) {
        return keyset.sealText(secret, SEAL);
    }

    String open(String sealed) {
        try {
            return keyset.openText(sealed, SEAL);
        } catch (SealBroken e) {
            throw new IllegalStateException("A client secret was sealed with another keyset", e);
        }
    }

    /**
     * Passes when the client has no secret, or the hash is Base64(HMAC-SHA256(secret, username + client id)).
     *
     * @throws dev.signet.wire.Refusal when the hash is absent or another
     */
    public void check(AppClient client, String username, @Nullable String secretHash) {
        if (client.sealedSecret().isEmpty()) {
            return;
        }
        byte[] expected = hash(open(client.sealedSecret().get()), username + client.id());
        byte[] given = secretHash == null ? new byte[0] : secretHash.getBytes(StandardCharsets.UTF_8);
        if (secretHash == null || !MessageDigest.isEqual(expected, given)) {
            throw secretHash == null ? Refusals.secretHashMissing(client.id()) : Refusals.secretHashWrong(client.id());
        }
    }

    /** Whether {@link #check} would pass. */
    public boolean matches(AppClient client, String username, @Nullable String secretHash) {
        return client.sealedSecret()
                .map(kept -> secretHash != null
                        && MessageDigest.isEqual(
                                hash(open(kept), username + client.id()), secretHash.getBytes(StandardCharsets.UTF_8)))
                .orElse(true);
    }

    /** Whether the secret itself is the client's; a client without one wants none. */
    public boolean proves(AppClient client, @Nullable String secret) {
        String expected = client.sealedSecret().map(this::open).orElse("");
        byte[] given = (secret == null ? "" : secret).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given);
    }

    private static byte[] hash(String secret, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java runtime", e);
        }
    }
}
