package dev.signet.userpool.recovery;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.PasswordChanged;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.code.HourlyLimits;
import dev.signet.userpool.code.HourlyLimits.Action;
import dev.signet.userpool.password.HashedPassword;
import dev.signet.userpool.password.Passwords;
import dev.signet.userpool.signin.SignInAttempts;
import dev.signet.userpool.user.AccessTokens;
import dev.signet.userpool.user.SignedInUser;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChangePasswordResponse;

/** Signed-in users change their password, which ends all their sessions. */
@ApplicationScoped
public class ChangePasswordApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AccessTokens accessTokens;

    @Inject
    HourlyLimits limits;

    @Inject
    SignInAttempts attempts;

    @Inject
    Passwords passwords;

    @Inject
    Users users;

    @Inject
    InstantSource clock;

    public Uni<ChangePasswordResponse> changePassword(ChangePasswordRequest request) {
        return unitOfWork
                .read(session -> accessTokens.verify(session, request.accessToken()))
                .invoke(bearer -> checkPolicy(bearer, request.proposedPassword()))
                .call(bearer -> limits.count(bearer.pool().id(), bearer.user().sub(), Action.CHANGE_PASSWORD))
                .call(bearer -> attempts.evaluate(
                        bearer.pool().id(), bearer.user().sub(), () -> proveAndChange(bearer, request)))
                .replaceWith(() -> ChangePasswordResponse.builder().build());
    }

    private static void checkPolicy(SignedInUser bearer, String password) {
        bearer.pool().settings().passwords().objectionTo(password).ifPresent(objection -> {
            throw Refusals.badPassword(objection);
        });
    }

    private Uni<Void> proveAndChange(SignedInUser bearer, ChangePasswordRequest request) {
        return prove(bearer, request.previousPassword())
                .chain(() ->
                        passwords.hash(bearer.pool().shortId(), bearer.user().username(), request.proposedPassword()))
                .chain(hashed -> unitOfWork.run(work -> change(work, bearer.user(), hashed)));
    }

    private Uni<Void> prove(SignedInUser bearer, @Nullable String previous) {
        return passwords
                .matches(bearer.user().password(), previous == null ? "" : previous)
                .invoke(matches -> {
                    if (!matches) {
                        throw Refusals.wrongCredentials();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Void> change(UnitOfWork.Work work, User proven, HashedPassword hashed) {
        return users.findForUpdate(work.session(), proven.poolId(), proven.sub())
                .map(found -> found.orElseThrow(Refusals::accessTokenRevoked))
                .invoke(user -> checkUnchanged(user, proven))
                .invoke(user -> setPassword(work, user, hashed))
                .chain(user -> attempts.clear(work.session(), user.poolId(), user.sub()));
    }

    /** What was proven must still be the password, and nothing may have ended the user's sessions meanwhile, as a reset does. */
    private static void checkUnchanged(User user, User proven) {
        boolean same = user.password()
                .map(HashedPassword::argon2)
                .equals(proven.password().map(HashedPassword::argon2));
        if (!same) {
            throw Refusals.wrongCredentials();
        }
        if (!user.tokensValidAfter().equals(proven.tokensValidAfter())) {
            throw Refusals.accessTokenRevoked();
        }
    }

    private void setPassword(UnitOfWork.Work work, User user, HashedPassword hashed) {
        Instant now = clock.instant();
        user.setPassword(hashed, now);
        user.signOutEverywhere(now);
        work.publish(new PasswordChanged(user.poolId(), user.sub(), now));
    }
}
