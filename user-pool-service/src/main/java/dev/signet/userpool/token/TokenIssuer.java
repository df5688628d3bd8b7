package dev.signet.userpool.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.signet.userpool.crypto.CryptoWorkers;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Date;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;

/** Issues the tokens of a sign-in: an ID token and an access token that anybody can verify, and a sealed refresh token. */
@Singleton
public class TokenIssuer {
    /** The scope of every access token that was not asked for by OAuth. */
    static final String OWN_ACCOUNT = "aws.cognito.signin.user.admin";

    private final IssuerConfig issuer;
    private final SigningKeys keys;
    private final RefreshTokens refreshTokens;
    private final CryptoWorkers workers;

    TokenIssuer(IssuerConfig issuer, SigningKeys keys, RefreshTokens refreshTokens, CryptoWorkers workers) {
        this.issuer = issuer;
        this.keys = keys;
        this.refreshTokens = refreshTokens;
        this.workers = workers;
    }

    /** All three tokens. */
    public Uni<AuthenticationResultType> issue(Grant grant) {
        return keys.of(grant.pool().id())
                .flatMap(pool -> workers.run(() -> sign(pool, grant)
                        .refreshToken(refreshTokens.seal(pool, RefreshToken.of(grant)))
                        .build()));
    }

    /** A new ID token and access token; the refresh token that asked for them stays. */
    public Uni<AuthenticationResultType> refresh(Grant grant) {
        return keys.of(grant.pool().id())
                .flatMap(pool -> workers.run(() -> sign(pool, grant).build()));
    }

    private AuthenticationResultType.Builder sign(PoolKeys pool, Grant grant) {
        UUID event = TimedId.at(grant.now());
        Duration accessLife = grant.client().settings().accessToken().duration();
        Duration idLife = grant.client().settings().idToken().duration();
        return AuthenticationResultType.builder()
                .idToken(pool.idTokens().sign(idClaims(common(grant, event, idLife), grant)))
                .accessToken(pool.accessTokens().sign(accessClaims(common(grant, event, accessLife), grant)))
                .tokenType("Bearer")
                .expiresIn((int) accessLife.toSeconds());
    }

    private JWTClaimsSet.Builder common(Grant grant, UUID event, Duration life) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .subject(grant.user().sub())
                .issuer(issuer.issuer(grant.pool().id()))
                .claim("event_id", event.toString())
                .claim("auth_time", grant.authTime().getEpochSecond())
                .issueTime(Date.from(grant.now()))
                .expirationTime(Date.from(grant.now().plus(life)));
        if (grant.client().settings().tokenRevocation()) {
            claims.claim("origin_jti", grant.origin().toString())
                    .jwtID(TimedId.at(grant.now()).toString());
        }
        return claims;
    }

    private static JWTClaimsSet idClaims(JWTClaimsSet.Builder claims, Grant grant) {
        IdClaims.of(grant).forEach(claims::claim);
        return claims.audience(grant.client().id())
                .claim("token_use", "id")
                .claim("cognito:username", grant.user().username())
                .build();
    }

    private static JWTClaimsSet accessClaims(JWTClaimsSet.Builder claims, Grant grant) {
        return claims.claim("client_id", grant.client().id())
                .claim("token_use", "access")
                .claim("scope", OWN_ACCOUNT)
                .claim("username", grant.user().username())
                .build();
    }
}
