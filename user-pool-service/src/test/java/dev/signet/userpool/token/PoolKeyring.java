package dev.signet.userpool.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import dev.signet.keyset.SealBroken;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Rows;
import dev.signet.userpool.token.PoolKey.Use;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;

/** Signs whatever a test wants with a pool's own keys, as only one who holds database and keyset could. */
public final class PoolKeyring {
    private final String kid;
    private final RSAPrivateKey key;

    private PoolKeyring(String kid, RSAPrivateKey key) {
        this.kid = kid;
        this.key = key;
    }

    /** The key of the pool's access tokens. */
    public static PoolKeyring ofAccessTokens(String poolId) {
        return of(poolId, Use.ACCESS);
    }

    static PoolKeyring of(String poolId, Use use) {
        Rows.Key row = Rows.poolKey(poolId, use.name());
        try {
            byte[] material =
                    Mailbox.keyset().open(row.sealed(), "user-pool/key/" + poolId + "/" + use + "/" + row.kid());
            return new PoolKeyring(row.kid(), (RSAPrivateKey)
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(material)));
        } catch (SealBroken | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    String kid() {
        return kid;
    }

    /** A token with these claims, whatever they are. */
    public String sign(String claims) {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), new Payload(claims));
        try {
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }
}
