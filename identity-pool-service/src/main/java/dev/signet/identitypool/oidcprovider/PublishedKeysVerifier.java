package dev.signet.identitypool.oidcprovider;

import dev.signet.identitypool.oidcprovider.TokenRefused.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.WorkerExecutor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;

/**
 * Verifies ID tokens as the Cognito developer guide says of OpenID Connect providers: the issuer must be the expected one,
 * the RSA signature one of its published keys', {@code azp} or else {@code aud} a known client, with five minutes of
 * tolerance for clocks. What costs nothing is checked first, so that nonsense makes nobody fetch keys.
 */
@ApplicationScoped
class PublishedKeysVerifier implements TokenVerifier {
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final int MAX_SUBJECT = 255;

    private final IssuerKeys keys;
    private final InstantSource clock;
    private final Vertx vertx;
    private final WorkerExecutor workers;

    PublishedKeysVerifier(IssuerKeys keys, InstantSource clock, Vertx vertx) {
        this.keys = keys;
        this.clock = clock;
        this.vertx = vertx;
        this.workers = vertx.createSharedWorkerExecutor(
                "token-signatures", Runtime.getRuntime().availableProcessors());
    }

    @Override
    public String claimedIssuer(String token) {
        try {
            return required(read(token).claims(), "iss");
        } catch (MalformedTokenException _) {
            throw notAToken();
        }
    }

    @Override
    public Uni<VerifiedToken> verify(String token, TrustedIssuer issuer, Set<String> audiences) {
        Context caller = vertx.getDelegate().getOrCreateContext();
        return Uni.createFrom()
                .item(() -> read(token))
                .chain(signed -> verified(signed, issuer, audiences))
                .emitOn(command -> caller.runOnContext(_ -> command.run()));
    }

    private Uni<VerifiedToken> verified(SignedToken token, TrustedIssuer issuer, Set<String> audiences) {
        VerifiedToken content = checked(token.claims(), issuer, audiences);
        return keys.find(issuer, token.keyId())
                .chain(key -> workers.executeBlocking(() -> token.isSignedBy(key), false))
                .map(signed -> {
                    if (!signed) {
                        throw new TokenRefused(Reason.INVALID, "Couldn't verify signed token.");
                    }
                    return content;
                });
    }

    private static SignedToken read(String token) {
        try {
            return SignedToken.parse(token);
        } catch (MalformedTokenException _) {
            throw notAToken();
        }
    }

    private VerifiedToken checked(Claims claims, TrustedIssuer issuer, Set<String> audiences) {
        try {
            if (!required(claims, "iss").equals(issuer.issuer())) {
                throw new TokenRefused(Reason.INVALID, "Issuer doesn't match providerName");
            }
            String subject = required(claims, "sub");
            if (subject.length() > MAX_SUBJECT) {
                throw notAToken();
            }
            List<String> audience = audience(claims);
            if (audience.stream().noneMatch(audiences::contains)) {
                throw new TokenRefused(Reason.AUDIENCE, "Incorrect token audience");
            }
            checkTime(claims, clock.instant());
            return new VerifiedToken(issuer.issuer(), subject, audience, claims.all());
        } catch (MalformedTokenException _) {
            throw notAToken();
        }
    }

    private static List<String> audience(Claims claims) throws MalformedTokenException {
        List<String> audience = claims.texts("aud");
        if (audience.isEmpty()) {
            throw new TokenRefused(Reason.INVALID, "Missing a required claim: aud");
        }
        return claims.text("azp").map(List::of).orElse(audience);
    }

    private static void checkTime(Claims claims, Instant now) throws MalformedTokenException {
        Instant expiry = claims.time("exp").orElseThrow(() -> missing("exp"));
        if (!now.isBefore(expiry.plus(TOLERANCE))) {
            throw new TokenRefused(
                    Reason.EXPIRED, "Token expired: " + now.getEpochSecond() + " >= " + expiry.getEpochSecond());
        }
        Instant issued = claims.time("iat").orElseThrow(() -> missing("iat"));
        Instant begins = claims.time("nbf").orElse(issued);
        if (issued.minus(TOLERANCE).isAfter(now) || begins.minus(TOLERANCE).isAfter(now)) {
            throw new TokenRefused(Reason.INVALID, "Token is not valid yet");
        }
    }

    private static String required(Claims claims, String name) throws MalformedTokenException {
        return claims.text(name).orElseThrow(() -> missing(name));
    }

    private static TokenRefused missing(String claim) {
        return new TokenRefused(Reason.INVALID, "Missing a required claim: " + claim);
    }

    private static TokenRefused notAToken() {
        return new TokenRefused(Reason.MALFORMED, "Not a valid OpenId Connect identity token.");
    }
}
