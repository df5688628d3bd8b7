package dev.signet.userpool.search;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.PageTokens;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.pool.UserPools;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.UserShapes;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** Lists users. */
@ApplicationScoped
public class UserListApi implements Api {
    private static final int PAGE = 60;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    UserPools pools;

    @Inject
    UserSearch search;

    @Inject
    PageTokens pageTokens;

    public Uni<ListUsersResponse> listUsers(ListUsersRequest request) {
        UserFilter filter = UserFilter.parse(Objects.requireNonNullElse(request.filter(), ""));
        String list = "ListUsers/" + request.userPoolId() + "/" + Objects.requireNonNullElse(request.filter(), "");
        int size = size(request);
        UserSearch.Position after = pageTokens
                .open(list, request.paginationToken())
                .map(position -> new UserSearch.Position(position.getFirst(), position.getLast()))
                .orElse(UserSearch.Position.START);
        Optional<UserSearch.Query> query = UserSearch.query(request.userPoolId(), filter, after);
        return unitOfWork
                .read(session -> pools.get(session, request.userPoolId())
                        .invoke(pool -> checkAttributes(pool, request))
                        .chain(_ -> find(session, query, size + 1)))
                .map(found -> {
                    List<User> page = found.subList(0, Math.min(found.size(), size));
                    return ListUsersResponse.builder()
                            .users(page.stream()
                                    .map(user -> show(user, request))
                                    .toList())
                            .paginationToken(
                                    found.size() > size
                                            ? pageTokens.seal(list, position(filter, page.getLast()))
                                            : null)
                            .build();
                });
    }

    private static int size(ListUsersRequest request) {
        int limit = Objects.requireNonNullElse(request.limit(), PAGE);
        return limit == 0 ? PAGE : limit;
    }

    private Uni<List<User>> find(Mutiny.Session session, Optional<UserSearch.Query> query, int limit) {
        return query.map(q -> search.page(session, q, limit))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static void checkAttributes(UserPool pool, ListUsersRequest request) {
        boolean known = request.attributesToGet().stream()
                .allMatch(name -> pool.settings().schema().find(name).isPresent());
        if (!known) {
            throw Refusals.unknownAttributesAsked();
        }
    }

    private static UserType show(User user, ListUsersRequest request) {
        Predicate<String> wanted =
                request.hasAttributesToGet() && !request.attributesToGet().isEmpty()
                        ? request.attributesToGet()::contains
                        : _ -> true;
        return UserShapes.summary(user, wanted);
    }

    private static List<String> position(UserFilter filter, User last) {
        return List.of(filter instanceof UserFilter.Prefix prefix ? key(prefix.column(), last) : "", last.sub());
    }

    // as the index holds it: no more than the first 256 code points
    private static String key(UserFilter.Column column, User user) {
        String value =
                switch (column.attribute()) {
                    case "username" -> user.username();
                    case "sub" -> user.sub();
                    case "status" -> user.status().toString();
                    default -> user.attributes().get(column.attribute()).orElseThrow();
                };
        return value.codePointCount(0, value.length()) <= 256
                ? value
                : value.substring(0, value.offsetByCodePoints(0, 256));
    }
}
