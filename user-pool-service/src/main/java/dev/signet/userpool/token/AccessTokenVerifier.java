package dev.signet.userpool.token;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.user.AccessTokens;
import dev.signet.userpool.user.SignedInUser;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Checks access tokens against the pool's own key, and that nothing has ended them since. */
@Singleton
class AccessTokenVerifier implements AccessTokens {
    /** No sign-in: what a token without {@code origin_jti} is looked up by. */
    private static final UUID NONE = new UUID(0, 0);

    /** How much the clock of the replica that gave a token may be ahead of this one's. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final IssuerConfig issuer;
    private final SigningKeys keys;
    private final InstantSource clock;

    AccessTokenVerifier(IssuerConfig issuer, SigningKeys keys, InstantSource clock) {
        this.issuer = issuer;
        this.keys = keys;
        this.clock = clock;
    }

    @Override
    public Uni<SignedInUser> verify(Mutiny.Session session, String text) {
        return Uni.createFrom().deferred(() -> {
            AccessToken token = AccessToken.parse(text);
            String poolId = token.poolId(issuer).orElseThrow(Refusals::invalidAccessToken);
            return keys.find(session, poolId)
                    .invoke(found -> check(token, found))
                    .chain(() -> standing(session, poolId, token));
        });
    }

    private void check(AccessToken token, Optional<PoolKeys> keysOfPool) {
        if (!keysOfPool.map(keys -> keys.accessTokens().signed(token.jwt())).orElse(false)) {
            throw Refusals.invalidAccessToken();
        }
        Instant now = clock.instant();
        if (token.begins().isAfter(now.plus(SKEW))) {
            throw Refusals.invalidAccessToken();
        }
        if (!now.isBefore(token.expiresAt())) {
            throw Refusals.accessTokenExpired();
        }
        if (!token.ownAccount()) {
            throw Refusals.accessTokenWithoutScope();
        }
    }

    private static Uni<SignedInUser> standing(Mutiny.Session session, String poolId, AccessToken token) {
        return TokenState.find(
                        session,
                        poolId,
                        token.clientId(),
                        token.sub(),
                        token.origin().orElse(NONE))
                .map(found -> found.orElseThrow(Refusals::accessTokenRevoked))
                .map(state -> bearer(state, token));
    }

    private static SignedInUser bearer(TokenState state, AccessToken token) {
        if (state.revoked() || !token.issuedAt().isAfter(state.user().tokensValidAfter())) {
            throw Refusals.accessTokenRevoked();
        }
        if (!state.user().enabled()) {
            throw Refusals.userDisabled();
        }
        if (state.user().status() == UserStatusType.RESET_REQUIRED) {
            throw Refusals.passwordResetRequired();
        }
        return new SignedInUser(
                state.pool(),
                state.client(),
                state.user(),
                token.origin().map(UUID::toString).orElse(""));
    }
}
