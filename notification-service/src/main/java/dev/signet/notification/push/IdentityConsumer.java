package dev.signet.notification.push;

import dev.signet.events.IdentityEvent;
import dev.signet.events.IdentityEvent.IdentitiesMerged;
import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.events.IdentityEvent.IdentityLinked;
import dev.signet.events.Topic;
import dev.signet.events.inbox.Consumers;
import dev.signet.notification.change.ChangeHeads;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Forgets what changed for identities that are gone: their devices end by events of their own. */
@ApplicationScoped
class IdentityConsumer {
    private final ChangeHeads heads;

    IdentityConsumer(ChangeHeads heads) {
        this.heads = heads;
    }

    void start(@Observes StartupEvent event, Consumers consumers) {
        // forgetting twice is forgetting once: no note is kept of each identity that is made
        consumers.consumeAtLeastOnce(Topic.IDENTITIES, "notification", IdentityEvent.class, this::on);
    }

    private Uni<Void> on(IdentityEvent event) {
        return switch (event) {
            case IdentityDeleted deleted -> heads.forget(deleted.identityId());
            case IdentitiesMerged merged -> heads.forget(merged.mergedIdentityId());
            case IdentityCreated _, IdentityLinked _ -> Uni.createFrom().voidItem();
        };
    }
}
