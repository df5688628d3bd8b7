package dev.signet.identitypool.identity;

import dev.signet.events.UnitOfWork;
import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.login.LoginVerifier;
import dev.signet.identitypool.pool.IdentityPool;
import dev.signet.identitypool.pool.IdentityPools;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdResponse;

/** Gives the identity of a login, always the same, or a new one to a guest. */
@ApplicationScoped
public class GetIdApi implements Api {
    private final UnitOfWork unit;
    private final IdentityPools pools;
    private final LoginVerifier verifier;
    private final Links links;
    private final AccountConfig account;

    GetIdApi(UnitOfWork unit, IdentityPools pools, LoginVerifier verifier, Links links, AccountConfig account) {
        this.unit = unit;
        this.pools = pools;
        this.verifier = verifier;
        this.links = links;
        this.account = account;
    }

    @Partial("Logins of Facebook, Amazon and Twitter are refused by name.")
    public Uni<GetIdResponse> getId(GetIdRequest request) {
        if (request.accountId() != null && !request.accountId().equals(account.accountId())) {
            throw Refusals.poolNotFound(request.identityPoolId());
        }
        return unit.read(session -> pools.get(session, request.identityPoolId()))
                .chain(pool -> identityId(pool, request.logins()))
                .map(id -> GetIdResponse.builder().identityId(id).build());
    }

    private Uni<String> identityId(IdentityPool pool, Map<String, String> logins) {
        if (!logins.isEmpty()) {
            return verifier.prove(pool, logins).chain(proven -> links.owner(pool, proven));
        }
        if (!pool.settings().allowUnauthenticatedIdentities()) {
            throw Refusals.guestsNotAllowed();
        }
        return links.guest(pool);
    }
}
