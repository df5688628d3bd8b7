package dev.signet.notification.endpoint;

import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import dev.signet.notification.SnsResources;
import dev.signet.notification.application.PlatformApplication;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;
import org.jboss.logging.Logger;

/** The endpoints that devices of identities are pushed to through: made when a device is registered. */
@Singleton
public class DeviceEndpoints {
    private static final Logger LOG = Logger.getLogger(DeviceEndpoints.class);

    private final UnitOfWork unitOfWork;
    private final PlatformEndpoints endpoints;
    private final Keyset keyset;
    private final InstantSource clock;

    DeviceEndpoints(UnitOfWork unitOfWork, PlatformEndpoints endpoints, Keyset keyset, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.endpoints = endpoints;
        this.keyset = keyset;
        this.clock = clock;
    }

    /** Makes the device's endpoint in its platform application, unless it has it. */
    public Uni<Void> put(DeviceState device, String applicationArn) {
        return unitOfWork.run(work -> work.session()
                .find(PlatformApplication.class, applicationArn)
                .chain(application -> application == null
                        ? noApplication(device, applicationArn)
                        : put(work, device, application.arn())));
    }

    private static Uni<Void> noApplication(DeviceState device, String applicationArn) {
        LOG.warnf("Device %s cannot be pushed to: there is no %s", device.deviceId(), applicationArn);
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> put(Work work, DeviceState device, String applicationArn) {
        EndpointAttributes attributes = endpoints.attributes(token(device), device.deviceId(), true);
        PlatformEndpoint fresh = new PlatformEndpoint(
                SnsResources.endpoint(applicationArn, UUID.randomUUID().toString()),
                applicationArn,
                attributes,
                clock.instant());
        return endpoints
                .findOrInsert(work.session(), fresh)
                .chain(endpoint -> work.session()
                        .createNativeQuery("""
                                insert into device_endpoint (device_id, endpoint_arn) values (:device, :endpoint)
                                on conflict on constraint device_endpoint_pk
                                do update set endpoint_arn = excluded.endpoint_arn
                                """)
                        .setParameter("device", device.deviceId())
                        .setParameter("endpoint", endpoint.arn())
                        .executeUpdate())
                .replaceWithVoid();
    }

    private String token(DeviceState device) {
        try {
            return keyset.openText(device.sealedToken(), DeviceState.TOKEN_SEAL);
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open the token of device " + device.deviceId(), e);
        }
    }

    /** Forgets a device and how far it was told. */
    public Uni<Void> remove(String deviceId) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("delete from device_endpoint where device_id = :device")
                        .setParameter("device", deviceId)
                        .executeUpdate()
                        .chain(() -> work.session()
                                .createNativeQuery("delete from device_told where device_id = :device")
                                .setParameter("device", deviceId)
                                .executeUpdate()))
                .replaceWithVoid();
    }
}
