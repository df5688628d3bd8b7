package dev.signet.notification.endpoint;

import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import dev.signet.notification.SnsResources;
import dev.signet.notification.application.PlatformApplication;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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

    /** A device as it was registered: all that its endpoint is made of. */
    private record Registered(String deviceId, String applicationArn, String sealedToken) {}

    /** Makes the device's endpoint in its platform application, unless it has it. */
    public Uni<Void> put(DeviceState device, String applicationArn) {
        return put(new Registered(device.deviceId(), applicationArn, device.sealedToken()));
    }

    /** Makes the endpoints of those of the devices that have none since their application was not there, or was deleted. */
    public Uni<Void> putMissing(List<String> devices) {
        return unitOfWork
                .read(session -> session.createNativeQuery("""
                                select device_id, application_arn, sealed_token from device_endpoint
                                where device_id = any(:devices) and endpoint_arn is null and sealed_token is not null
                                """, Tuple.class)
                        .setParameter("devices", devices.toArray(String[]::new))
                        .getResultList())
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(row ->
                        new Registered(row.get(0, String.class), row.get(1, String.class), row.get(2, String.class)))
                .onItem()
                .transformToUniAndConcatenate(this::put)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> put(Registered device) {
        return unitOfWork.run(work -> work.session()
                .find(PlatformApplication.class, device.applicationArn())
                .chain(application -> application == null ? noApplication(work, device) : put(work, device)));
    }

    private static Uni<Void> noApplication(Work work, Registered device) {
        LOG.warnf(
                "Device %s cannot be pushed to until there is an application %s",
                device.deviceId(), device.applicationArn());
        return record(work, device, null);
    }

    private Uni<Void> put(Work work, Registered device) {
        String application = device.applicationArn();
        PlatformEndpoint fresh = new PlatformEndpoint(
                SnsResources.endpoint(application, UUID.randomUUID().toString()),
                application,
                endpoints.attributes(application, token(device), device.deviceId(), true),
                clock.instant());
        return endpoints
                .findOrInsert(work.session(), fresh)
                .call(endpoint ->
                        endpoint.enabled() ? Uni.createFrom().voidItem() : enable(work, device, endpoint.arn()))
                .chain(endpoint -> record(work, device, endpoint.arn()));
    }

    /**
     * Who registers says that the token is good. That the state of a device which has the endpoint is read again, as after
     * each start, says nothing.
     */
    private static Uni<Integer> enable(Work work, Registered device, String endpointArn) {
        return work.session()
                .createNativeQuery("""
                        update platform_endpoint set enabled = true where arn = :endpoint and not exists
                            (select 1 from device_endpoint where device_id = :device and endpoint_arn = :endpoint)
                        """)
                .setParameter("endpoint", endpointArn)
                .setParameter("device", device.deviceId())
                .executeUpdate();
    }

    private static Uni<Void> record(Work work, Registered device, @Nullable String endpointArn) {
        return work.session()
                .createNativeQuery("""
                        insert into device_endpoint (device_id, endpoint_arn, application_arn, sealed_token)
                        values (:device, cast(:endpoint as text), :application, :token)
                        on conflict on constraint device_endpoint_pk do update set
                            endpoint_arn = excluded.endpoint_arn, application_arn = excluded.application_arn,
                            sealed_token = excluded.sealed_token
                        """)
                .setParameter("device", device.deviceId())
                .setParameter("endpoint", endpointArn)
                .setParameter("application", device.applicationArn())
                .setParameter("token", device.sealedToken())
                .executeUpdate()
                .replaceWithVoid();
    }

    private String token(Registered device) {
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
