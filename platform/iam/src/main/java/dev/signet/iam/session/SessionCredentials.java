package dev.signet.iam.session;

import dev.signet.iam.RoleSession;
import dev.signet.iam.sigv4.SigningKey;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Issues temporary credentials and opens them again. All that is known of them travels sealed in the session token, so
 * every service that holds the keyset opens it alone.
 */
@Singleton
public class SessionCredentials {
    /** How the key ids of temporary credentials begin. */
    public static final String KEY_ID_PREFIX = "ASIA";

    private static final String PURPOSE = "iam/session-token";
    private static final String KEY_ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int SECRET_BYTES = 30;

    private final Keyset keyset;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();

    public SessionCredentials(Keyset keyset, InstantSource clock) {
        this.keyset = keyset;
        this.clock = clock;
    }

    /** Makes credentials of a fresh key for a grant. */
    public TemporaryCredentials issue(SessionGrant grant) {
        byte[] secretBytes = new byte[SECRET_BYTES];
        random.nextBytes(secretBytes);
        String secret = Base64.getEncoder().encodeToString(secretBytes);
        RoleSession session = new RoleSession(
                newKeyId(),
                grant.roleArn(),
                grant.roleId(),
                grant.sessionName(),
                grant.expiresAt(),
                grant.sessionPolicies(),
                grant.context());
        try {
            byte[] sealed = keyset.seal(SessionToken.write(new SigningKey<>(session, secret)), PURPOSE);
            String token = Base64.getEncoder().encodeToString(sealed);
            return new TemporaryCredentials(session.accessKeyId(), secret, token, grant.expiresAt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Opens a session token.
     *
     * @throws Refusal when it is not ours, not this key's, or has ended
     */
    public SigningKey<RoleSession> open(String accessKeyId, String sessionToken) {
        SigningKey<RoleSession> key = opened(sessionToken);
        if (!key.owner().accessKeyId().equals(accessKeyId)) {
            throw unrecognized();
        }
        if (!clock.instant().isBefore(key.owner().expiresAt())) {
            throw Refusal.of(CommonError.EXPIRED_TOKEN, "The security token included in the request is expired");
        }
        return key;
    }

    /** What AWS says to an access key or a session token that it does not know. */
    public static Refusal unrecognized() {
        return Refusal.of(CommonError.INVALID_CLIENT_TOKEN, "The security token included in the request is invalid.");
    }

    private SigningKey<RoleSession> opened(String sessionToken) {
        try {
            return SessionToken.read(keyset.open(Base64.getDecoder().decode(sessionToken), PURPOSE));
        } catch (SealBroken | IllegalArgumentException | IOException _) {
            throw unrecognized();
        }
    }

    private String newKeyId() {
        StringBuilder id = new StringBuilder(KEY_ID_PREFIX);
        for (int i = 0; i < 16; i++) {
            id.append(KEY_ID_ALPHABET.charAt(random.nextInt(KEY_ID_ALPHABET.length())));
        }
        return id.toString();
    }
}
