package dev.signet.userpool.signin;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClients;
import dev.signet.userpool.client.AppClients.ClientOfPool;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.signin.Outcome.SignedIn;
import dev.signet.userpool.signin.SignIns.Entrance;
import dev.signet.userpool.token.Grant;
import dev.signet.userpool.token.PoolKeys;
import dev.signet.userpool.token.RefreshToken;
import dev.signet.userpool.token.RefreshTokens;
import dev.signet.userpool.token.SigningKeys;
import dev.signet.userpool.token.TokenIssuer;
import dev.signet.userpool.user.User;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Gives new tokens for a refresh token. */
@Singleton
class RefreshFlow {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AppClients clients;

    @Inject
    SigningKeys keys;

    @Inject
    RefreshTokens refreshTokens;

    @Inject
    ClientSecrets secrets;

    @Inject
    TokenIssuer issuer;

    @Inject
    InstantSource clock;

    /** Begins and ends {@code REFRESH_TOKEN_AUTH}. */
    Uni<Outcome> start(Entrance entrance, Parameters parameters) {
        String secretHash = parameters.find("SECRET_HASH").orElse(null);
        return bring(entrance, parameters.find("REFRESH_TOKEN").orElse(null))
                .invoke(brought -> brought.door.requireEnabled(AuthFlow.REFRESH))
                .invoke(() -> parameters.require("REFRESH_TOKEN"))
                .flatMap(brought -> renew(brought, user -> {
                    checkSecretHash(brought.door, user, secretHash);
                    checkNoReset(user, Refusals::passwordResetRequired);
                }));
    }

    /** As {@link #start}, for a client that sends its secret itself. */
    Uni<Outcome> renew(Entrance entrance, String refreshToken, @Nullable String clientSecret) {
        return bring(entrance, refreshToken)
                .invoke(brought -> {
                    if (!secrets.proves(brought.door.client(), clientSecret)) {
                        throw Refusals.clientSecretWrong(entrance.clientId());
                    }
                })
                // GetTokensFromRefreshToken has no error that says why
                .flatMap(brought -> renew(brought, user -> checkNoReset(user, Refusals::refreshTokenRevoked)));
    }

    /** A client with the token that it brought, if it is one of its own. */
    private record Brought(Door door, Optional<Standing> standing) {}

    /** A token with what stands behind it. */
    private record Standing(RefreshToken token, RefreshState state) {}

    /** Opens the token before anything is read, so that one query can read all that is to be known. */
    private Uni<Brought> bring(Entrance entrance, @Nullable String text) {
        Instant now = clock.instant();
        return clients.poolOf(unitOfWork, entrance.clientId()).flatMap(keys::of).flatMap(opened -> {
            Optional<RefreshToken> token =
                    refreshTokens.open(opened, text).filter(own -> own.isOf(opened.poolId(), entrance.clientId()));
            return token.map(own -> withToken(entrance, own, opened, now))
                    .orElseGet(() -> withoutToken(entrance, opened, now));
        });
    }

    private Uni<Brought> withToken(Entrance entrance, RefreshToken token, PoolKeys opened, Instant now) {
        return unitOfWork
                .read(session -> RefreshState.find(session, token))
                .invoke(state -> entrance.check(state.of()))
                .map(state -> new Brought(door(state.of(), opened, now), Optional.of(new Standing(token, state))));
    }

    private Uni<Brought> withoutToken(Entrance entrance, PoolKeys opened, Instant now) {
        return unitOfWork
                .read(session -> clients.get(session, entrance.clientId()))
                .invoke(entrance::check)
                .map(found -> new Brought(door(found, opened, now), Optional.empty()));
    }

    private static Door door(ClientOfPool found, PoolKeys opened, Instant now) {
        return new Door(found.pool(), found.client(), opened, now);
    }

    private Uni<Outcome> renew(Brought brought, Consumer<User> check) {
        Door door = brought.door;
        Standing standing = brought.standing.orElseThrow(Refusals::invalidRefreshToken);
        RefreshToken token = standing.token;
        User user = user(door, standing);
        check.accept(user);
        return issuer.refresh(
                        new Grant(door.pool(), door.client(), user, token.origin(), token.signedInAt(), door.now()))
                .map(SignedIn::new);
    }

    private static User user(Door door, Standing standing) {
        RefreshState state = standing.state;
        if (!door.now().isBefore(standing.token.expiresAt())) {
            throw Refusals.refreshTokenExpired();
        }
        User user = state.user().orElseThrow(Refusals::invalidRefreshToken);
        if (state.locked()) {
            throw Refusals.attemptsExceeded();
        }
        if (state.revoked() || standing.token.isEndedBy(user.tokensValidAfter())) {
            throw Refusals.refreshTokenRevoked();
        }
        if (!user.enabled()) {
            throw Refusals.userDisabled();
        }
        return user;
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
