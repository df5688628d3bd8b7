package dev.signet.userpool.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.UserSignedIn;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.signin.ChallengeSession.Step;
import dev.signet.userpool.signin.Outcome.Challenge;
import dev.signet.userpool.signin.Outcome.SignedIn;
import dev.signet.userpool.token.Grant;
import dev.signet.userpool.token.TokenIssuer;
import dev.signet.userpool.user.AttributeWriter;
import dev.signet.userpool.user.User;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/** What follows once a user has proven the password: tokens, another challenge, or what stands in the way. */
@Singleton
class Completion {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final UnitOfWork unitOfWork;
    private final SignInAttempts attempts;
    private final ChallengeSessions sessions;
    private final TokenIssuer issuer;

    Completion(UnitOfWork unitOfWork, SignInAttempts attempts, ChallengeSessions sessions, TokenIssuer issuer) {
        this.unitOfWork = unitOfWork;
        this.attempts = attempts;
        this.sessions = sessions;
        this.issuer = issuer;
    }

    /**
     * Goes on after the proof. Only here does the state of the account show.
     *
     * @param name the name that the sign-in began with, as the pool compares names
     */
    Uni<Outcome> proven(Door door, String name, User user) {
        Optional<Refusal> hindrance = hindrance(door, user);
        if (hindrance.isPresent()) {
            return forgetFailures(door, user).chain(() -> Uni.createFrom().failure(hindrance.get()));
        }
        return switch (user.status()) {
            case FORCE_CHANGE_PASSWORD -> forgetFailures(door, user).map(_ -> newPasswordRequired(door, name, user));
            default -> signIn(door, user);
        };
    }

    private static Optional<Refusal> hindrance(Door door, User user) {
        if (!user.enabled()) {
            return Optional.of(Refusals.userDisabled());
        }
        return switch (user.status()) {
            case CONFIRMED -> Optional.empty();
            case FORCE_CHANGE_PASSWORD ->
                user.temporaryPasswordExpiresAt()
                        .filter(end -> !door.now().isBefore(end))
                        .map(_ -> Refusals.temporaryPasswordExpired());
            case UNCONFIRMED -> Optional.of(Refusals.userNotConfirmed());
            case RESET_REQUIRED -> Optional.of(Refusals.passwordResetRequired());
            default -> Optional.of(Refusals.wrongCredentials());
        };
    }

    private Uni<Void> forgetFailures(Door door, User user) {
        return unitOfWork.run(work -> attempts.clear(work.session(), door.pool().id(), user.sub()));
    }

    private Uni<Outcome> signIn(Door door, User user) {
        return issuer.issue(Grant.signIn(door.pool(), door.client(), user, door.now()))
                .call(() -> unitOfWork.run(work -> record(work, door, user)))
                .map(SignedIn::new);
    }

    /** Writes down, in the caller's transaction, that a user signed in. */
    Uni<Void> record(UnitOfWork.Work work, Door door, User user) {
        work.publish(
                new UserSignedIn(door.pool().id(), user.sub(), door.client().id(), door.now()));
        return attempts.clear(work.session(), door.pool().id(), user.sub());
    }

    Uni<AuthenticationResultType> tokens(Door door, User user) {
        return issuer.issue(Grant.signIn(door.pool(), door.client(), user, door.now()));
    }

    private Outcome newPasswordRequired(Door door, String name, User user) {
        List<String> missing = door.pool().settings().schema().required().stream()
                .filter(attribute -> user.attributes().get(attribute).isEmpty())
                .map(attribute -> "userAttributes." + attribute)
                .toList();
        AttributeWriter client =
                AttributeWriter.user(door.client(), door.pool().settings().schema());
        Map<String, String> readable = new TreeMap<>(user.attributes().values());
        readable.keySet().removeIf(attribute -> !client.reads(attribute));
        return new Challenge(
                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                Map.of(
                        "USER_ID_FOR_SRP", user.username(),
                        "requiredAttributes", json(missing),
                        "userAttributes", json(readable)),
                sessions.begin(door, name, user, Step.NEW_PASSWORD_REQUIRED));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can be written as JSON", e);
        }
    }
}
