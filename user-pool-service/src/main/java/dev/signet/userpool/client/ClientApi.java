package dev.signet.userpool.client;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.PageTokens;
import dev.signet.userpool.RandomNames;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.pool.UserPools;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeleteUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DescribeUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

/** Makes app clients, shows, changes and deletes them. */
@ApplicationScoped
public class ClientApi implements Api {
    private static final int ID_LENGTH = 26;
    private static final int SECRET_LENGTH = 52;
    private static final int PAGE = 60;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    UserPools pools;

    @Inject
    AppClients clients;

    @Inject
    ClientSecrets secrets;

    @Inject
    PageTokens pageTokens;

    @Inject
    InstantSource clock;

    @Partial("OAuth settings, refresh token rotation and analytics are refused by name.")
    public Uni<CreateUserPoolClientResponse> createUserPoolClient(CreateUserPoolClientRequest request) {
        String secret = newSecret(request);
        return unitOfWork
                .run(work -> pools.get(work.session(), request.userPoolId())
                        .map(pool -> make(request, pool, secret))
                        .chain(client -> clients.insert(work.session(), client)))
                .map(client -> CreateUserPoolClientResponse.builder()
                        .userPoolClient(ClientShapes.full(client, secret))
                        .build());
    }

    private static @Nullable String newSecret(CreateUserPoolClientRequest request) {
        boolean generate = Boolean.TRUE.equals(request.generateSecret());
        if (generate && request.clientSecret() != null) {
            throw Refusals.invalidParameter("GenerateSecret and ClientSecret cannot be used together.");
        }
        return generate ? RandomNames.lowercase(SECRET_LENGTH) : request.clientSecret();
    }

    private AppClient make(CreateUserPoolClientRequest request, UserPool pool, @Nullable String secret) {
        ClientSettings settings = ClientWishes.of(request, pool.settings().schema());
        AppClient.NewClient fresh = new AppClient.NewClient(
                RandomNames.lowercase(ID_LENGTH),
                pool.id(),
                request.clientName(),
                secret == null ? null : secrets.seal(secret),
                settings);
        return new AppClient(fresh, clock.instant());
    }

    public Uni<DescribeUserPoolClientResponse> describeUserPoolClient(DescribeUserPoolClientRequest request) {
        return unitOfWork
                .read(session -> pools.get(session, request.userPoolId())
                        .chain(pool -> clients.get(session, pool.id(), request.clientId())))
                .map(found -> DescribeUserPoolClientResponse.builder()
                        .userPoolClient(show(found.client()))
                        .build());
    }

    public Uni<ListUserPoolClientsResponse> listUserPoolClients(ListUserPoolClientsRequest request) {
        String list = "ListUserPoolClients/" + request.userPoolId();
        int size = Objects.requireNonNullElse(request.maxResults(), PAGE);
        String after =
                pageTokens.open(list, request.nextToken()).map(List::getFirst).orElse("");
        return unitOfWork
                .read(session -> pools.get(session, request.userPoolId())
                        .chain(pool -> clients.page(session, pool.id(), after, size + 1)))
                .map(found -> page(list, found, size));
    }

    private ListUserPoolClientsResponse page(String list, List<AppClient> found, int size) {
        List<AppClient> page = found.subList(0, Math.min(found.size(), size));
        return ListUserPoolClientsResponse.builder()
                .userPoolClients(page.stream().map(ClientShapes::summary).toList())
                .nextToken(
                        found.size() > size
                                ? pageTokens.seal(list, List.of(page.getLast().id()))
                                : null)
                .build();
    }

    @Partial("OAuth settings, refresh token rotation and analytics are refused by name.")
    public Uni<UpdateUserPoolClientResponse> updateUserPoolClient(UpdateUserPoolClientRequest request) {
        return unitOfWork
                .run(work -> pools.get(work.session(), request.userPoolId())
                        .chain(pool -> clients.getForUpdate(work.session(), pool, request.clientId())
                                .invoke(client -> change(pool, client, request))))
                .map(client -> UpdateUserPoolClientResponse.builder()
                        .userPoolClient(show(client))
                        .build());
    }

    private void change(UserPool pool, AppClient client, UpdateUserPoolClientRequest request) {
        ClientSettings settings = ClientWishes.of(request, pool.settings().schema());
        String name = Objects.requireNonNullElse(request.clientName(), client.name());
        client.change(name, settings, clock.instant());
    }

    public Uni<DeleteUserPoolClientResponse> deleteUserPoolClient(DeleteUserPoolClientRequest request) {
        return unitOfWork
                .run(work -> pools.get(work.session(), request.userPoolId())
                        .chain(pool -> clients.getForUpdate(work.session(), pool, request.clientId()))
                        .chain(client -> clients.delete(work.session(), client)))
                .replaceWith(DeleteUserPoolClientResponse.builder().build());
    }

    private UserPoolClientType show(AppClient client) {
        return ClientShapes.full(
                client, client.sealedSecret().map(secrets::open).orElse(null));
    }
}
