package dev.signet.userpool.admin;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.UserSignedUp;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.message.Messages;
import dev.signet.userpool.message.Recipient;
import dev.signet.userpool.password.HashedPassword;
import dev.signet.userpool.password.PasswordHashing;
import dev.signet.userpool.pool.PasswordPolicy;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.pool.UserPools;
import dev.signet.userpool.user.AttributeRules;
import dev.signet.userpool.user.NewUser;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.UserShapes;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Makes users for the operator and invites them with a temporary password. */
@ApplicationScoped
public class UserCreationApi implements Api {
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    UserPools pools;

    @Inject
    Users users;

    @Inject
    UserOfPool userOfPool;

    @Inject
    PasswordHashing passwords;

    @Inject
    Messages messages;

    @Inject
    InstantSource clock;

    @Partial("Invitations go by e-mail: delivery by SMS is not built.")
    public Uni<AdminCreateUserResponse> adminCreateUser(AdminCreateUserRequest request) {
        Uni<User> user = request.messageAction() == MessageActionType.RESEND ? inviteAgain(request) : make(request);
        return user.map(made -> AdminCreateUserResponse.builder()
                .user(UserShapes.summary(made, _ -> true))
                .build());
    }

    private Uni<User> make(AdminCreateUserRequest request) {
        Map<String, String> attributes = AttributeRules.byName(request.userAttributes());
        return unitOfWork
                .read(session -> pools.get(session, request.userPoolId()))
                .chain(pool -> {
                    User user = new NewUser(pool, request.username(), attributes).made(clock.instant());
                    String password = temporaryPassword(pool, request);
                    return passwords
                            .hash(pool.shortId(), user.username(), password)
                            .chain(hashed -> insert(new Creation(request, pool, user, password), hashed));
                });
    }

    private static String temporaryPassword(UserPool pool, AdminCreateUserRequest request) {
        PasswordPolicy policy = pool.settings().passwords();
        if (request.temporaryPassword() == null || request.temporaryPassword().isEmpty()) {
            return policy.generate(RANDOM);
        }
        policy.objectionTo(request.temporaryPassword()).ifPresent(objection -> {
            throw Refusals.badPassword(objection);
        });
        return request.temporaryPassword();
    }

    private Uni<User> insert(Creation creation, HashedPassword hashed) {
        User user = creation.user;
        boolean force = Boolean.TRUE.equals(creation.request.forceAliasCreation());
        Instant now = clock.instant();
        user.setTemporaryPassword(hashed, end(creation.pool, now), now);
        return unitOfWork.run(
                work -> users.insert(work.session(), creation.pool, user, force).invoke(() -> {
                    work.publish(new UserSignedUp(user.poolId(), user.sub(), user.username(), now));
                    invite(work, creation);
                }));
    }

    private Uni<User> inviteAgain(AdminCreateUserRequest request) {
        return unitOfWork
                .read(session -> userOfPool.read(session, request.userPoolId(), request.username()))
                .chain(found -> {
                    checkInvited(found.user(), request);
                    String password = temporaryPassword(found.pool(), request);
                    Creation creation = new Creation(request, found.pool(), found.user(), password);
                    return passwords
                            .hash(found.pool().shortId(), found.user().username(), password)
                            .chain(hashed -> unitOfWork.run(work -> userOfPool
                                    .again(work.session(), found)
                                    .map(UserOfPool.Found::user)
                                    .invoke(user -> replacePassword(work, creation.of(user), hashed))));
                });
    }

    // sessions of challenges that the old password opened end with it
    private void replacePassword(UnitOfWork.Work work, Creation creation, HashedPassword hashed) {
        User user = creation.user;
        checkInvited(user, creation.request);
        Instant now = clock.instant();
        user.setTemporaryPassword(hashed, end(creation.pool, now), now);
        user.signOutEverywhere(now);
        invite(work, creation);
    }

    private static void checkInvited(User user, AdminCreateUserRequest request) {
        if (user.status() != UserStatusType.FORCE_CHANGE_PASSWORD) {
            throw Refusals.resendNotPossible(request.username());
        }
    }

    private static Instant end(UserPool pool, Instant now) {
        return now.plus(pool.settings().passwords().temporaryValidity());
    }

    private void invite(UnitOfWork.Work work, Creation creation) {
        User user = creation.user;
        Invitation.address(creation.request, user).ifPresent(address -> {
            String name = Invitation.signInName(creation.pool, user, creation.request);
            work.publish(messages.invitation(
                    creation.pool.settings().messages(),
                    new Recipient(user.poolId(), user.sub(), name),
                    address,
                    creation.password));
        });
    }

    /** A user being made or invited again. */
    private record Creation(AdminCreateUserRequest request, UserPool pool, User user, String password) {
        Creation of(User same) {
            return new Creation(request, pool, same, password);
        }

        @Override
        public String toString() {
            return "Creation[" + user + "]";
        }
    }
}
