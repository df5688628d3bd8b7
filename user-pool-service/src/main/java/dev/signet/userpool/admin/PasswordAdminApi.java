package dev.signet.userpool.admin;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.PasswordChanged;
import dev.signet.events.UserEvent.UserConfirmed;
import dev.signet.events.UserEvent.UserSignedOut;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.password.HashedPassword;
import dev.signet.userpool.password.PasswordHashing;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.user.AddressCodes;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminResetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminSetUserPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Sets and resets users' passwords for the operator, and confirms their accounts. */
@ApplicationScoped
public class PasswordAdminApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Users users;

    @Inject
    UserOfPool userOfPool;

    @Inject
    PasswordHashing passwords;

    @Inject
    AddressCodes codes;

    @Inject
    InstantSource clock;

    public Uni<AdminSetUserPasswordResponse> adminSetUserPassword(AdminSetUserPasswordRequest request) {
        boolean permanent = Boolean.TRUE.equals(request.permanent());
        return unitOfWork
                .read(session -> userOfPool.read(session, request.userPoolId(), request.username()))
                .invoke(found -> check(found.pool(), request.password()))
                .chain(found -> passwords
                        .hash(found.pool().shortId(), found.user().username(), request.password())
                        .chain(hashed -> unitOfWork.run(work -> userOfPool
                                .again(work.session(), found)
                                .chain(same -> set(work, same, hashed, permanent)))))
                .replaceWith(AdminSetUserPasswordResponse.builder().build());
    }

    private static void check(UserPool pool, String password) {
        pool.settings().passwords().objectionTo(password).ifPresent(objection -> {
            throw Refusals.badPassword(objection);
        });
    }

    private Uni<Void> set(UnitOfWork.Work work, UserOfPool.Found found, HashedPassword password, boolean permanent) {
        Instant now = clock.instant();
        User user = found.user();
        work.publish(new PasswordChanged(user.poolId(), user.sub(), now));
        return users.activate(work.session(), found.pool(), user, () -> {
            if (permanent) {
                user.setPassword(password, now);
            } else {
                Instant end = now.plus(found.pool().settings().passwords().temporaryValidity());
                user.setTemporaryPassword(password, end, now);
            }
            user.signOutEverywhere(now);
        });
    }

    @Partial("Delivery by SMS is not built.")
    public Uni<AdminResetUserPasswordResponse> adminResetUserPassword(AdminResetUserPasswordRequest request) {
        return unitOfWork
                .run(work -> userOfPool
                        .forUpdate(work.session(), request.userPoolId(), request.username())
                        .chain(found -> reset(work, found)))
                .replaceWith(AdminResetUserPasswordResponse.builder().build());
    }

    private Uni<Void> reset(UnitOfWork.Work work, UserOfPool.Found found) {
        User user = found.user();
        if (user.status() != UserStatusType.CONFIRMED && user.status() != UserStatusType.RESET_REQUIRED) {
            throw Refusals.cannotResetPassword();
        }
        Instant now = clock.instant();
        user.become(UserStatusType.RESET_REQUIRED, now);
        user.signOutEverywhere(now);
        work.publish(new UserSignedOut(user.poolId(), user.sub(), now));
        return codes.resetPassword(work, found.pool(), user).replaceWithVoid();
    }

    public Uni<AdminConfirmSignUpResponse> adminConfirmSignUp(AdminConfirmSignUpRequest request) {
        return unitOfWork
                .run(work -> userOfPool
                        .forUpdate(work.session(), request.userPoolId(), request.username())
                        .chain(found -> confirm(work, found)))
                .replaceWith(AdminConfirmSignUpResponse.builder().build());
    }

    private Uni<Void> confirm(UnitOfWork.Work work, UserOfPool.Found found) {
        Instant now = clock.instant();
        User user = found.user();
        if (user.status() != UserStatusType.UNCONFIRMED) {
            throw Refusals.cannotConfirm(user.status().toString());
        }
        work.publish(new UserConfirmed(user.poolId(), user.sub(), now));
        return users.activate(work.session(), found.pool(), user, () -> user.become(UserStatusType.CONFIRMED, now));
    }
}
