package dev.signet.userpool.signin;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClients;
import dev.signet.userpool.client.AppClients.ClientOfPool;
import dev.signet.userpool.hiding.EvenTimes;
import dev.signet.userpool.token.SigningKeys;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs the steps of signing in that the operations of users and of operators share. */
@Singleton
class SignIns {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AppClients clients;

    @Inject
    SigningKeys keys;

    @Inject
    InstantSource clock;

    @Inject
    EvenTimes evenTimes;

    @Inject
    PasswordFlow passwordFlow;

    @Inject
    SrpFlow srpFlow;

    @Inject
    SrpVerification srpVerification;

    @Inject
    NewPasswordFlow newPasswordFlow;

    @Inject
    RefreshFlow refreshFlow;

    /** Which client calls, and of which pool when the operator says. */
    record Entrance(Optional<String> poolId, String clientId) {
        /** Refuses a client of another pool than the operator says. */
        void check(ClientOfPool found) {
            poolId.ifPresent(found::requirePool);
        }
    }

    /** Begins a sign-in by a flow that the operation takes and the client allows. */
    Uni<Outcome> start(Entrance entrance, AuthFlow flow, Parameters parameters) {
        return switch (flow) {
            case USER_SRP -> enter(entrance, flow).flatMap(door -> evenly(door, srpFlow.start(door, parameters)));
            case USER_PASSWORD, ADMIN_PASSWORD ->
                enter(entrance, flow).flatMap(door -> passwordFlow.start(door, parameters));
            case REFRESH -> refreshFlow.start(entrance, parameters);
        };
    }

    /** Takes the answer to a challenge. */
    Uni<Outcome> answer(Entrance entrance, String challenge, Parameters answers, @Nullable String session) {
        return switch (challenge) {
            case "PASSWORD_VERIFIER" ->
                enter(entrance).flatMap(door -> evenly(door, srpVerification.answer(door, answers, session)));
            case "NEW_PASSWORD_REQUIRED" ->
                enter(entrance).flatMap(door -> newPasswordFlow.answer(door, answers, session));
            default -> throw Refusals.notBuilt("The challenge " + challenge);
        };
    }

    /** Gives new tokens for a refresh token, to a client that sends its secret, if it has one. */
    Uni<Outcome> refresh(Entrance entrance, String refreshToken, @Nullable String clientSecret) {
        return refreshFlow.renew(entrance, refreshToken, clientSecret);
    }

    /** By a password the hash takes nearly all the time, whoever is named: SRP's few milliseconds would tell who exists. */
    private Uni<Outcome> evenly(Door door, Uni<Outcome> answer) {
        return door.hidesExistence() ? evenTimes.keep(evenTimes.now(), answer) : answer;
    }

    private Uni<Door> enter(Entrance entrance, AuthFlow flow) {
        return enter(entrance).invoke(door -> door.requireEnabled(flow));
    }

    private Uni<Door> enter(Entrance entrance) {
        Instant now = clock.instant();
        return unitOfWork
                .read(session -> clients.get(session, entrance.clientId))
                .invoke(entrance::check)
                .flatMap(found -> door(found, now));
    }

    private Uni<Door> door(ClientOfPool found, Instant now) {
        return keys.of(found.pool().id()).map(opened -> new Door(found.pool(), found.client(), opened, now));
    }
}
