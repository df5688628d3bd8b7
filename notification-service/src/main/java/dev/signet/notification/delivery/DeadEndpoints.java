package dev.signet.notification.delivery;

import dev.signet.events.OutcomeEvent.EndpointDied;
import dev.signet.events.Scalars;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.notification.endpoint.PlatformEndpoint;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Disables endpoints whose token a push service no longer knows, and tells that their devices are gone. */
@Singleton
class DeadEndpoints {
    private final UnitOfWork unitOfWork;
    private final InstantSource clock;

    DeadEndpoints(UnitOfWork unitOfWork, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
    }

    /** Whether the endpoint still had the token that is dead: one that got another meanwhile lives. */
    Uni<Boolean> disable(PlatformEndpoint pushedTo, String reason) {
        return unitOfWork.run(work -> work.session()
                .createNativeQuery(
                        "update platform_endpoint set enabled = false where arn = :arn and token_hash = :token")
                .setParameter("arn", pushedTo.arn())
                .setParameter("token", pushedTo.tokenHash())
                .executeUpdate()
                .chain(disabled -> disabled == 0
                        ? Uni.createFrom().item(false)
                        : bury(work, pushedTo.arn(), reason).replaceWith(true)));
    }

    private Uni<Void> bury(Work work, String endpointArn, String reason) {
        return work.session()
                .createNativeQuery("delete from delivery where endpoint_arn = :arn")
                .setParameter("arn", endpointArn)
                .executeUpdate()
                .chain(() -> tell(work, endpointArn, reason));
    }

    private Uni<Void> tell(Work work, String endpointArn, String reason) {
        return Scalars.query(
                        work.session(), "select device_id from device_endpoint where endpoint_arn = :arn", String.class)
                .setParameter("arn", endpointArn)
                .getResultList()
                .invoke(devices ->
                        devices.forEach(device -> work.publish(new EndpointDied(device, reason, clock.instant()))))
                .replaceWithVoid();
    }
}
