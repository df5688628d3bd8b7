package dev.signet.userpool.signin;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.signin.Outcome.SignedIn;
import dev.signet.userpool.token.Grant;
import dev.signet.userpool.token.RefreshToken;
import dev.signet.userpool.token.RefreshTokens;
import dev.signet.userpool.token.TokenIssuer;
import dev.signet.userpool.user.User;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Gives new tokens for a refresh token. */
@Singleton
class RefreshFlow {
    private final UnitOfWork unitOfWork;
    private final RefreshTokens refreshTokens;
    private final ClientSecrets secrets;
    private final TokenIssuer issuer;

    RefreshFlow(UnitOfWork unitOfWork, RefreshTokens refreshTokens, ClientSecrets secrets, TokenIssuer issuer) {
        this.unitOfWork = unitOfWork;
        this.refreshTokens = refreshTokens;
        this.secrets = secrets;
        this.issuer = issuer;
    }

    /** Begins and ends {@code REFRESH_TOKEN_AUTH}. */
    Uni<Outcome> start(Door door, Parameters parameters) {
        String secretHash = parameters.find("SECRET_HASH").orElse(null);
        return renew(door, parameters.require("REFRESH_TOKEN"), user -> {
            checkSecretHash(door, user, secretHash);
            checkNoReset(user, Refusals::passwordResetRequired);
        });
    }

    /** As {@link #start}, for a client that sends its secret itself. */
    Uni<Outcome> renew(Door door, String refreshToken, @Nullable String clientSecret) {
        if (!secrets.proves(door.client(), clientSecret)) {
            throw Refusals.clientSecretWrong(door.client().id());
        }
        // GetTokensFromRefreshToken has no error that says why
        return renew(door, refreshToken, user -> checkNoReset(user, Refusals::refreshTokenRevoked));
    }

    private Uni<Outcome> renew(Door door, String refreshToken, Consumer<User> check) {
        RefreshToken token = open(door, refreshToken);
        return unitOfWork
                .read(session -> RefreshState.find(session, token))
                .map(found -> standing(token, found))
                .invoke(check)
                .flatMap(user -> issuer.refresh(
                        new Grant(door.pool(), door.client(), user, token.origin(), token.signedInAt(), door.now())))
                .map(SignedIn::new);
    }

    private RefreshToken open(Door door, String text) {
        RefreshToken token = refreshTokens.open(door.keys(), text).orElseThrow(Refusals::invalidRefreshToken);
        boolean fits = token.poolId().equals(door.pool().id())
                && token.clientId().equals(door.client().id());
        if (!fits) {
            throw Refusals.invalidRefreshToken();
        }
        if (!door.now().isBefore(token.expiresAt())) {
            throw Refusals.refreshTokenExpired();
        }
        return token;
    }

    private static User standing(RefreshToken token, Optional<RefreshState> found) {
        RefreshState state = found.orElseThrow(Refusals::invalidRefreshToken);
        if (state.locked()) {
            throw Refusals.attemptsExceeded();
        }
        if (state.revoked() || token.isEndedBy(state.user().tokensValidAfter())) {
            throw Refusals.refreshTokenRevoked();
        }
        if (!state.user().enabled()) {
            throw Refusals.userDisabled();
        }
        return state.user();
    }

    private static void checkNoReset(User user, Supplier<Refusal> refusal) {
        if (user.status() == UserStatusType.RESET_REQUIRED) {
            throw refusal.get();
        }
    }

    /** The hash is over the username or the {@code sub}: clients that signed in with an alias know only the latter. */
    private void checkSecretHash(Door door, User user, @Nullable String secretHash) {
        if (!secrets.matches(door.client(), user.sub(), secretHash)) {
            secrets.check(door.client(), user.username(), secretHash);
        }
    }
}
