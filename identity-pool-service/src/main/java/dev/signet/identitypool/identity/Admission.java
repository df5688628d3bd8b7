package dev.signet.identitypool.identity;

import dev.signet.events.UnitOfWork;
import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.login.LoginVerifier;
import dev.signet.identitypool.pool.IdentityPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Decides whether somebody may act as an identity: a guest by its id alone, anybody else by a token of a login. */
@ApplicationScoped
public class Admission {
    private final UnitOfWork unit;
    private final Identities identities;
    private final LoginVerifier verifier;
    private final Links links;

    Admission(UnitOfWork unit, Identities identities, LoginVerifier verifier, Links links) {
        this.unit = unit;
        this.identities = identities;
        this.verifier = verifier;
        this.links = links;
    }

    /**
     * Opens an identity. Logins that are new to it are linked, and identities that own the others are merged with it.
     *
     * @param logins tokens by provider: all must be good, none asks for a guest
     * @param rule what else the pool must allow, refusing when it does not
     */
    public Uni<Opened> open(String identityId, Map<String, String> logins, Consumer<IdentityPool> rule) {
        return unit.read(session -> identities.get(session, identityId))
                .invoke(identity -> rule.accept(identity.pool()))
                .chain(identity -> logins.isEmpty() ? asGuest(identity) : byLogin(identity, logins));
    }

    private static Uni<Opened> asGuest(Identity identity) {
        if (!identity.guest()) {
            throw Refusals.identityForbidden(identity.id());
        }
        if (!identity.pool().settings().allowUnauthenticatedIdentities()) {
            throw Refusals.guestsNotAllowed();
        }
        return Uni.createFrom().item(new Opened(identity.id(), identity.pool(), List.of()));
    }

    private Uni<Opened> byLogin(Identity identity, Map<String, String> logins) {
        return verifier.prove(identity.pool(), logins)
                .chain(proven -> links.owner(identity, proven).map(id -> new Opened(id, identity.pool(), proven)));
    }
}
