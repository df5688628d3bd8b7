package dev.signet.sync.lifecycle;

import dev.signet.events.IdentityEvent;
import dev.signet.events.OutcomeEvent;
import dev.signet.events.OutcomeEvent.EndpointDied;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.events.inbox.Consumers;
import dev.signet.sync.device.Devices;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Hears what becomes of identities and of pushes to devices. */
@ApplicationScoped
public class LifecycleConsumer {
    private static final String CONSUMER = "sync";

    private final Lifecycle lifecycle;
    private final Devices devices;

    LifecycleConsumer(Lifecycle lifecycle, Devices devices) {
        this.lifecycle = lifecycle;
        this.devices = devices;
    }

    void start(@Observes StartupEvent started, Consumers consumers) {
        consumers.consume(Topic.IDENTITIES, CONSUMER, IdentityEvent.class, lifecycle::follow);
        consumers.consume(Topic.OUTCOMES, CONSUMER, OutcomeEvent.class, this::follow);
    }

    private Uni<Void> follow(Work work, OutcomeEvent event) {
        return switch (event) {
            case EndpointDied died -> devices.remove(work, died.deviceId());
        };
    }
}
