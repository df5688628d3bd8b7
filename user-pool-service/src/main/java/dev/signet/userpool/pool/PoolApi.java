package dev.signet.userpool.pool;

import dev.signet.events.UnitOfWork;
import dev.signet.iam.AccountConfig;
import dev.signet.userpool.PageTokens;
import dev.signet.userpool.RandomNames;
import dev.signet.userpool.Refusals;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AddCustomAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

/** Makes pools, shows, changes and deletes them. */
@ApplicationScoped
public class PoolApi implements Api {
    private static final String LIST = "ListUserPools";

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    UserPools pools;

    @Inject
    PageTokens pageTokens;

    @Inject
    KeysOfNewPool keys;

    @Inject
    AccountConfig account;

    @Inject
    InstantSource clock;

    @Partial("MFA, SMS, Lambda triggers, devices, password history and confirmation by link are refused by name.")
    public Uni<CreateUserPoolResponse> createUserPool(CreateUserPoolRequest request) {
        UserPool pool = new UserPool(
                account.region() + "_" + RandomNames.mixedCase(9),
                request.poolName(),
                PoolWishes.of(request),
                clock.instant());
        return keys.prepare(pool.id())
                .chain(prepared -> unitOfWork.run(work -> pools.insert(work.session(), pool)
                        .call(work.session()::flush)
                        .call(() -> prepared.store(work.session()))))
                .map(made ->
                        CreateUserPoolResponse.builder().userPool(show(made, 0)).build());
    }

    public Uni<DescribeUserPoolResponse> describeUserPool(DescribeUserPoolRequest request) {
        return unitOfWork
                .read(session -> pools.get(session, request.userPoolId())
                        .chain(pool -> pools.countUsers(session, pool.id()).map(users -> show(pool, users))))
                .map(shape -> DescribeUserPoolResponse.builder().userPool(shape).build());
    }

    public Uni<ListUserPoolsResponse> listUserPools(ListUserPoolsRequest request) {
        String after =
                pageTokens.open(LIST, request.nextToken()).map(List::getFirst).orElse("");
        return unitOfWork
                .read(session -> pools.page(session, after, request.maxResults() + 1))
                .map(found -> page(found, request.maxResults()));
    }

    private ListUserPoolsResponse page(List<UserPool> found, int size) {
        List<UserPool> page = found.subList(0, Math.min(found.size(), size));
        return ListUserPoolsResponse.builder()
                .userPools(page.stream().map(PoolShapes::summary).toList())
                .nextToken(
                        found.size() > size
                                ? pageTokens.seal(LIST, List.of(page.getLast().id()))
                                : null)
                .build();
    }

    @Partial("MFA, SMS, Lambda triggers, devices, password history and confirmation by link are refused by name.")
    public Uni<UpdateUserPoolResponse> updateUserPool(UpdateUserPoolRequest request) {
        return unitOfWork
                .run(work -> pools.getForUpdate(work.session(), request.userPoolId())
                        .invoke(pool -> pool.change(
                                Objects.requireNonNullElse(request.poolName(), pool.name()),
                                PoolWishes.of(request, pool.settings()),
                                clock.instant())))
                .replaceWith(UpdateUserPoolResponse.builder().build());
    }

    public Uni<AddCustomAttributesResponse> addCustomAttributes(AddCustomAttributesRequest request) {
        return unitOfWork
                .run(work -> pools.getForUpdate(work.session(), request.userPoolId())
                        .invoke(pool -> addAttributes(pool, request)))
                .replaceWith(AddCustomAttributesResponse.builder().build());
    }

    private void addAttributes(UserPool pool, AddCustomAttributesRequest request) {
        PoolSettings settings = pool.settings();
        Schema wider = SchemaWishes.add(settings.schema(), request.customAttributes());
        pool.change(pool.name(), settings.withSchema(wider), clock.instant());
    }

    public Uni<DeleteUserPoolResponse> deleteUserPool(DeleteUserPoolRequest request) {
        return unitOfWork
                .runLong(work -> pools.getForUpdate(work.session(), request.userPoolId())
                        .invoke(PoolApi::checkDeletable)
                        .chain(pool -> pools.delete(work.session(), pool)))
                .replaceWith(DeleteUserPoolResponse.builder().build());
    }

    private static void checkDeletable(UserPool pool) {
        if (pool.settings().deletionProtected()) {
            throw Refusals.poolProtected();
        }
    }

    private UserPoolType show(UserPool pool, int users) {
        String arn = "arn:aws:cognito-idp:" + account.region() + ":" + account.accountId() + ":userpool/" + pool.id();
        return PoolShapes.full(pool, arn, users);
    }
}
