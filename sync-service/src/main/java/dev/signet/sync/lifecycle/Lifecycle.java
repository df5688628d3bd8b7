package dev.signet.sync.lifecycle;

import dev.signet.events.IdentityEvent;
import dev.signet.events.IdentityEvent.IdentitiesMerged;
import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.events.IdentityEvent.IdentityLinked;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.sync.dataset.Datasets;
import dev.signet.sync.device.Devices;
import dev.signet.sync.identity.Identities;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.sync.usage.PoolUsages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What becomes of an identity's data when the identity changes; each change may come twice. */
@ApplicationScoped
public class Lifecycle {
    private final Identities identities;
    private final Datasets datasets;
    private final Devices devices;
    private final PoolUsages usages;

    Lifecycle(Identities identities, Datasets datasets, Devices devices, PoolUsages usages) {
        this.identities = identities;
        this.datasets = datasets;
        this.devices = devices;
        this.usages = usages;
    }

    /** Follows what happened to an identity. */
    Uni<Void> follow(Work work, IdentityEvent event) {
        var identity = new IdentityKey(event.identityPoolId(), event.identityId());
        return switch (event) {
            case IdentityCreated _, IdentityLinked _ -> identities.appear(work.session(), identity);
            case IdentitiesMerged merged ->
                merge(work, identity, new IdentityKey(merged.identityPoolId(), merged.mergedIdentityId()), merged.at());
            case IdentityDeleted deleted ->
                identities
                        .end(work.session(), identity, deleted.at())
                        .chain(() -> devices.removeAll(work, identity))
                        .chain(() -> removeData(work, identity, deleted.at()));
        };
    }

    /**
     * The datasets of both stay, those of the merged one under new names; its devices must register anew. Of two merges in a
     * row the later may be heard of first: then the datasets go where those of the first heir went.
     */
    private Uni<Void> merge(Work work, IdentityKey into, IdentityKey merged, Instant at) {
        return identities
                .appear(work.session(), into)
                .chain(() -> identities.appear(work.session(), merged))
                .chain(() -> identities.lockBoth(work.session(), into, merged))
                .chain(() -> identities.endInto(work.session(), merged, into, at))
                .chain(() -> devices.removeAll(work, merged))
                .chain(() -> identities.lockHeir(work.session(), into))
                .chain(heir -> heir.map(living -> datasets.move(work.session(), merged, living))
                        .orElseGet(() -> removeData(work, merged, at)));
    }

    private Uni<Void> removeData(Work work, IdentityKey identity, Instant at) {
        return datasets.removeAll(work.session(), identity)
                .chain(bytes -> usages.grow(work.session(), identity, -bytes, at));
    }
}
