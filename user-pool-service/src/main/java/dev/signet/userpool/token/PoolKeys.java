package dev.signet.userpool.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.signet.userpool.crypto.Keyed;
import java.util.List;

/** The keys of one pool, opened. Lives in memory only. */
public final class PoolKeys {
    private final String poolId;
    private final SigningKey idTokens;
    private final SigningKey accessTokens;
    private final Keyed secret;

    PoolKeys(String poolId, SigningKey idTokens, SigningKey accessTokens, byte[] secret) {
        this.poolId = poolId;
        this.idTokens = idTokens;
        this.accessTokens = accessTokens;
        this.secret = new Keyed(secret);
    }

    public String poolId() {
        return poolId;
    }

    SigningKey idTokens() {
        return idTokens;
    }

    SigningKey accessTokens() {
        return accessTokens;
    }

    /** A pseudo-random function of this pool for one use, such as {@code "code"}; uses know nothing of each other. */
    public Keyed keyedFor(String use) {
        return new Keyed(secret.hash("use", use));
    }

    /** A 256-bit key of this pool for one use. */
    byte[] keyFor(String use) {
        return secret.hash("key", use);
    }

    /** The public keys as JSON Web Key Set. */
    String jwks() {
        return new JWKSet(List.<JWK>of(idTokens.toJwk(), accessTokens.toJwk())).toString();
    }
}
