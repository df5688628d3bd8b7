package dev.signet.userpool.admin;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.UserDeleted;
import dev.signet.events.UserEvent.UserDisabled;
import dev.signet.events.UserEvent.UserEnabled;
import dev.signet.events.UserEvent.UserSignedOut;
import dev.signet.userpool.admin.UserOfPool.Found;
import dev.signet.userpool.pool.UserPools;
import dev.signet.userpool.user.AttributeChanges;
import dev.signet.userpool.user.AttributeRules;
import dev.signet.userpool.user.AttributeUpdate;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.UserShapes;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminDisableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminEnableUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminUserGlobalSignOutResponse;

/** Shows users to the operator, changes, disables and deletes them. */
@ApplicationScoped
public class UserAdminApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    UserPools pools;

    @Inject
    Users users;

    @Inject
    UserOfPool userOfPool;

    @Inject
    AttributeUpdate attributeUpdate;

    @Inject
    InstantSource clock;

    public Uni<AdminGetUserResponse> adminGetUser(AdminGetUserRequest request) {
        return unitOfWork
                .read(session -> pools.get(session, request.userPoolId())
                        .chain(pool -> users.get(session, pool, request.username())))
                .map(user -> AdminGetUserResponse.builder()
                        .username(user.username())
                        .userAttributes(UserShapes.attributes(user, _ -> true))
                        .userCreateDate(user.createdAt())
                        .userLastModifiedDate(user.modifiedAt())
                        .enabled(user.enabled())
                        .userStatus(user.status())
                        .build());
    }

    public Uni<AdminUpdateUserAttributesResponse> adminUpdateUserAttributes(AdminUpdateUserAttributesRequest request) {
        Map<String, String> changes = AttributeRules.byName(request.userAttributes());
        return changeAttributes(
                        request.userPoolId(),
                        request.username(),
                        found -> AttributeChanges.set(found.pool().settings(), found.user(), changes))
                .replaceWith(AdminUpdateUserAttributesResponse.builder().build());
    }

    public Uni<AdminDeleteUserAttributesResponse> adminDeleteUserAttributes(AdminDeleteUserAttributesRequest request) {
        return changeAttributes(
                        request.userPoolId(),
                        request.username(),
                        found -> AttributeChanges.delete(
                                found.pool().settings(), found.user(), request.userAttributeNames()))
                .replaceWith(AdminDeleteUserAttributesResponse.builder().build());
    }

    private Uni<Found> changeAttributes(String poolId, String username, Function<Found, AttributeChanges> wanted) {
        return unitOfWork.run(work -> userOfPool
                .forUpdate(work.session(), poolId, username)
                .call(found -> attributeUpdate.apply(work, found.pool(), found.user(), wanted.apply(found))));
    }

    public Uni<AdminDeleteUserResponse> adminDeleteUser(AdminDeleteUserRequest request) {
        return unitOfWork
                .run(work -> userOfPool
                        .forUpdate(work.session(), request.userPoolId(), request.username())
                        .map(Found::user)
                        .call(user -> users.delete(work.session(), user))
                        .invoke(user -> work.publish(new UserDeleted(user.poolId(), user.sub(), clock.instant()))))
                .replaceWith(AdminDeleteUserResponse.builder().build());
    }

    public Uni<AdminEnableUserResponse> adminEnableUser(AdminEnableUserRequest request) {
        return change(request.userPoolId(), request.username(), this::enable)
                .replaceWith(AdminEnableUserResponse.builder().build());
    }

    private void enable(UnitOfWork.Work work, User user) {
        Instant now = clock.instant();
        if (!user.enabled()) {
            user.enable(true, now);
            work.publish(new UserEnabled(user.poolId(), user.sub(), now));
        }
    }

    public Uni<AdminDisableUserResponse> adminDisableUser(AdminDisableUserRequest request) {
        return change(request.userPoolId(), request.username(), this::disable)
                .replaceWith(AdminDisableUserResponse.builder().build());
    }

    // enabled again, the user signs in anew: tokens from before stay revoked
    private void disable(UnitOfWork.Work work, User user) {
        Instant now = clock.instant();
        if (user.enabled()) {
            user.enable(false, now);
            user.signOutEverywhere(now);
            work.publish(new UserDisabled(user.poolId(), user.sub(), now));
        }
    }

    public Uni<AdminUserGlobalSignOutResponse> adminUserGlobalSignOut(AdminUserGlobalSignOutRequest request) {
        return change(request.userPoolId(), request.username(), this::signOut)
                .replaceWith(AdminUserGlobalSignOutResponse.builder().build());
    }

    private void signOut(UnitOfWork.Work work, User user) {
        Instant now = clock.instant();
        user.signOutEverywhere(now);
        work.publish(new UserSignedOut(user.poolId(), user.sub(), now));
    }

    /** Locks the user that a request names and changes it, in one transaction with the event that tells of it. */
    private Uni<Found> change(String poolId, String username, BiConsumer<UnitOfWork.Work, User> change) {
        return unitOfWork.run(work -> userOfPool
                .forUpdate(work.session(), poolId, username)
                .invoke(found -> change.accept(work, found.user())));
    }
}
