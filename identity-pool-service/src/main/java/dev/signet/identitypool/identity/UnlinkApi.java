package dev.signet.identitypool.identity;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.login.LoginVerifier;
import dev.signet.identitypool.login.ProvenLogin;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitoidentity.model.UnlinkIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.UnlinkIdentityResponse;

/** Takes logins from an identity. Its last one closes it; a login that was unlinked is new when it comes again. */
@ApplicationScoped
public class UnlinkApi implements Api {
    private final UnitOfWork unit;
    private final Identities identities;
    private final LoginVerifier verifier;
    private final InstantSource clock;

    UnlinkApi(UnitOfWork unit, Identities identities, LoginVerifier verifier, InstantSource clock) {
        this.unit = unit;
        this.identities = identities;
        this.verifier = verifier;
        this.clock = clock;
    }

    @Partial("Logins of Facebook, Amazon and Twitter are refused by name.")
    public Uni<UnlinkIdentityResponse> unlinkIdentity(UnlinkIdentityRequest request) {
        String id = request.identityId();
        return unit.read(session -> identities.get(session, id))
                .chain(identity -> proven(identity, request.logins()))
                .chain(proven -> unit.run(work -> unlink(work, id, proven, request.loginsToRemove())))
                .replaceWith(() -> UnlinkIdentityResponse.builder().build());
    }

    private Uni<List<ProvenLogin>> proven(Identity identity, Map<String, String> logins) {
        if (logins.isEmpty()) {
            throw Refusals.identityForbidden(identity.id());
        }
        return verifier.prove(identity.pool(), logins);
    }

    private Uni<Void> unlink(Work work, String id, List<ProvenLogin> proven, List<String> providers) {
        Set<String> lost = providers.stream().map(verifier::canonical).collect(Collectors.toSet());
        return identities
                .lock(work.session(), List.of(id))
                .chain(() -> identities.get(work.session(), id))
                .invoke(identity -> refuseStrangers(identity, proven))
                .map(identity -> taken(identity, lost))
                .chain(logins -> work.session().removeAll(logins.toArray()));
    }

    private List<Login> taken(Identity identity, Set<String> providers) {
        List<Login> logins = identity.logins().stream()
                .filter(login -> providers.contains(login.provider()))
                .toList();
        Set<String> linked = logins.stream().map(Login::provider).collect(Collectors.toSet());
        providers.stream()
                .filter(provider -> !linked.contains(provider))
                .findFirst()
                .ifPresent(provider -> {
                    throw Refusals.loginNotLinked(provider);
                });
        identity.unlink(logins, clock.instant());
        return logins;
    }

    private static void refuseStrangers(Identity identity, List<ProvenLogin> proven) {
        if (identity.disabled()) {
            throw Refusals.identityForbidden(identity.id());
        }
        Set<LoginKey> keys = Linking.keys(identity.poolId(), proven);
        if (identity.logins().stream().map(Login::key).noneMatch(keys::contains)) {
            throw Refusals.loginsDoNotMatch();
        }
    }
}
