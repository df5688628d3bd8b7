package dev.signet.userpool.profile;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.UserDeleted;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.user.AccessTokens;
import dev.signet.userpool.user.AttributeChanges;
import dev.signet.userpool.user.AttributeRules;
import dev.signet.userpool.user.AttributeUpdate;
import dev.signet.userpool.user.AttributeWriter;
import dev.signet.userpool.user.SignedInUser;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.UserShapes;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;

/** What signed-in users do with their own attributes and account, within their client's permissions. */
@ApplicationScoped
public class UserApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AccessTokens accessTokens;

    @Inject
    Users users;

    @Inject
    AttributeUpdate attributeUpdate;

    @Inject
    InstantSource clock;

    public Uni<GetUserResponse> getUser(GetUserRequest request) {
        return unitOfWork
                .read(session -> accessTokens.verify(session, request.accessToken()))
                .map(signedIn -> GetUserResponse.builder()
                        .username(signedIn.user().username())
                        .userAttributes(UserShapes.attributes(signedIn.user(), writer(signedIn)::reads))
                        .build());
    }

    public Uni<UpdateUserAttributesResponse> updateUserAttributes(UpdateUserAttributesRequest request) {
        Map<String, String> changes = AttributeRules.byName(request.userAttributes());
        return unitOfWork
                .run(work -> accessTokens
                        .verify(work.session(), request.accessToken())
                        .invoke(signedIn -> writer(signedIn).check(changes.keySet()))
                        .call(signedIn -> users.lock(work.session(), signedIn.user()))
                        .chain(signedIn -> update(work, signedIn, changes)))
                .map(sent -> UpdateUserAttributesResponse.builder()
                        .codeDeliveryDetailsList(sent)
                        .build());
    }

    private Uni<List<CodeDeliveryDetailsType>> update(
            UnitOfWork.Work work, SignedInUser signedIn, Map<String, String> changes) {
        UserPool pool = signedIn.pool();
        User user = signedIn.user();
        return attributeUpdate.apply(work, pool, user, AttributeChanges.set(pool.settings(), user, changes));
    }

    public Uni<DeleteUserAttributesResponse> deleteUserAttributes(DeleteUserAttributesRequest request) {
        return unitOfWork
                .run(work -> accessTokens
                        .verify(work.session(), request.accessToken())
                        .invoke(signedIn -> writer(signedIn).check(request.userAttributeNames()))
                        .call(signedIn -> users.lock(work.session(), signedIn.user()))
                        .chain(signedIn -> delete(work, signedIn, request.userAttributeNames())))
                .replaceWith(DeleteUserAttributesResponse.builder().build());
    }

    private Uni<List<CodeDeliveryDetailsType>> delete(UnitOfWork.Work work, SignedInUser signedIn, List<String> names) {
        UserPool pool = signedIn.pool();
        User user = signedIn.user();
        return attributeUpdate.apply(work, pool, user, AttributeChanges.delete(pool.settings(), user, names));
    }

    public Uni<DeleteUserResponse> deleteUser(DeleteUserRequest request) {
        return unitOfWork
                .run(work -> accessTokens
                        .verify(work.session(), request.accessToken())
                        .chain(signedIn -> users.lock(work.session(), signedIn.user()))
                        .call(user -> users.delete(work.session(), user))
                        .invoke(user -> work.publish(new UserDeleted(user.poolId(), user.sub(), clock.instant()))))
                .replaceWith(DeleteUserResponse.builder().build());
    }

    private static AttributeWriter writer(SignedInUser signedIn) {
        return AttributeWriter.user(
                signedIn.client(), signedIn.pool().settings().schema());
    }
}
