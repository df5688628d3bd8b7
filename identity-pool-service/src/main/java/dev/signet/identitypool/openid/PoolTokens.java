package dev.signet.identitypool.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.oidcprovider.TokenRefused;
import dev.signet.identitypool.oidcprovider.TokenRefused.Reason;
import dev.signet.identitypool.oidcprovider.VerifiedToken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;

/**
 * The tokens by which an identity pool says who somebody is: issued by GetOpenIdToken, traded for credentials at
 * AssumeRoleWithWebIdentity. Signing takes about a millisecond of CPU and is done on worker threads.
 */
@ApplicationScoped
public class PoolTokens {
    private static final JOSEObjectType TYPE = new JOSEObjectType("JWS");

    private final OpenIdKeys keys;
    private final OpenIdConfig config;
    private final AccountConfig account;
    private final InstantSource clock;
    private final WorkerExecutor workers;

    PoolTokens(OpenIdKeys keys, OpenIdConfig config, AccountConfig account, InstantSource clock, Vertx vertx) {
        this.keys = keys;
        this.config = config;
        this.account = account;
        this.clock = clock;
        this.workers = vertx.createSharedWorkerExecutor(
                "pool-tokens", Runtime.getRuntime().availableProcessors());
    }

    /**
     * Issues a token.
     *
     * @param methods how the identity was proven, the token's {@code amr}
     */
    Uni<String> issue(String poolId, String identityId, List<String> methods) {
        Instant now = clock.instant();
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(config.issuer())
                .audience(poolId)
                .subject(identityId)
                .claim("amr", methods)
                .claim("https://cognito-identity.amazonaws.com/identity-pool-arn", poolArn(poolId))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(config.lifetime())))
                .build();
        return workers.executeBlocking(() -> sign(claims), false);
    }

    /** Verifies a token of this installation's identity pools; fails with {@link TokenRefused}. */
    public Uni<VerifiedToken> verify(String token) {
        return workers.executeBlocking(() -> verified(token), false);
    }

    /** The issuer of these tokens. */
    public String issuer() {
        return config.issuer();
    }

    private String sign(JWTClaimsSet claims) throws JOSEException {
        RSAKey key = keys.signing();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS512)
                .keyID(key.getKeyID())
                .type(TYPE)
                .build();
        var token = new SignedJWT(header, claims);
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }

    private VerifiedToken verified(String token) throws JOSEException {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            JWTClaimsSet claims = jwt.getJWTClaimsSet();
            if (!signedByUs(jwt) || !config.issuer().equals(claims.getIssuer())) {
                throw new TokenRefused(Reason.INVALID, "Not a token of an identity pool here");
            }
            if (!clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
                throw new TokenRefused(Reason.EXPIRED, "Token expired");
            }
            return new VerifiedToken(claims.getIssuer(), claims.getSubject(), claims.getAudience(), claims.getClaims());
        } catch (ParseException e) {
            throw new TokenRefused(Reason.MALFORMED, "Not a token: " + e.getMessage());
        }
    }

    private boolean signedByUs(SignedJWT jwt) throws JOSEException {
        JWSHeader header = jwt.getHeader();
        RSAKey key = keys.find(String.valueOf(header.getKeyID())).orElse(null);
        return key != null
                && header.getAlgorithm().equals(JWSAlgorithm.RS512)
                && jwt.verify(new RSASSAVerifier(key.toRSAPublicKey()));
    }

    private String poolArn(String poolId) {
        return "arn:aws:cognito-identity:" + account.region() + ":" + account.accountId() + ":identitypool/" + poolId;
    }
}
