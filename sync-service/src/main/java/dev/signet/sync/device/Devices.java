package dev.signet.sync.device;

import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.keyset.Keyset;
import dev.signet.sync.Refusals;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.dataset.Datasets;
import dev.signet.sync.identity.IdentityKey;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The devices, and every change of them told to others in the same transaction. */
@ApplicationScoped
public class Devices {
    private final Keyset keyset;
    private final Datasets datasets;
    private final SyncConfig limits;

    Devices(Keyset keyset, Datasets datasets, SyncConfig limits) {
        this.keyset = keyset;
        this.datasets = datasets;
        this.limits = limits;
    }

    /** Registers a device of an identity that is locked: the same platform and token are the same device. */
    Uni<String> register(Work work, IdentityKey identity, Registration registration) {
        return lockAll(work.session(), identity).chain(known -> known.stream()
                .filter(device -> device.platform.equals(registration.platform())
                        && device.tokenHash.equals(registration.tokenHash()))
                .findFirst()
                .map(device -> registerAgain(work, device, registration))
                .orElseGet(() -> registerNew(work, identity, registration, known)));
    }

    private Uni<String> registerAgain(Work work, Device device, Registration registration) {
        Uni<Void> told = device.registerAgain(registration)
                ? announce(work, device)
                : Uni.createFrom().voidItem();
        return told.replaceWith(device.id);
    }

    private Uni<String> registerNew(Work work, IdentityKey identity, Registration registration, List<Device> known) {
        String sealed = keyset.sealText(registration.token(), DeviceState.TOKEN_SEAL);
        Device device = new Device(identity, registration, sealed);
        return makeRoom(work, known)
                .invoke(() -> work.publish(device.announce(Map.of())))
                .chain(() -> work.session().persist(device))
                .replaceWith(device.id);
    }

    private Uni<Void> makeRoom(Work work, List<Device> known) {
        return known.size() < limits.devicesPerIdentity()
                ? Uni.createFrom().voidItem()
                : remove(work, known.getFirst());
    }

    /**
     * Lets a device of this identity, which is locked, follow a dataset. A change of the dataset comes whole before or whole
     * after it, so that the change knows of it or it of the change.
     */
    Uni<Void> subscribe(Work work, IdentityKey identity, String deviceId, String datasetName) {
        return demand(work.session(), identity, deviceId).chain(device -> subscriptionsOf(work.session(), device)
                .chain(present -> present.containsKey(datasetName)
                        ? Uni.createFrom().voidItem()
                        : subscribe(work, device, datasetName, present.size())));
    }

    private Uni<Void> subscribe(Work work, Device device, String datasetName, int present) {
        if (present >= limits.subscriptionsPerDevice()) {
            throw Refusals.tooManySubscriptions(limits.subscriptionsPerDevice());
        }
        var identity = new IdentityKey(device.identityPoolId, device.identityId);
        return datasets.lockedCount(work.session(), identity.dataset(datasetName))
                .map(count -> new Subscription(device.id, datasetName, count))
                .chain(work.session()::persist)
                .chain(() -> announce(work, device));
    }

    /** Lets a device of this identity follow a dataset no longer. */
    Uni<Void> unsubscribe(Work work, IdentityKey identity, String deviceId, String datasetName) {
        return demand(work.session(), identity, deviceId).chain(device -> work.session()
                .find(Subscription.class, new Subscription.Id(deviceId, datasetName))
                .chain(found -> found == null
                        ? Uni.createFrom().voidItem()
                        : work.session().remove(found).chain(() -> announce(work, device))));
    }

    private Uni<Device> demand(Mutiny.Session session, IdentityKey identity, String deviceId) {
        return find(session, deviceId).map(found -> found.filter(device -> device.belongsTo(identity))
                .orElseThrow(() -> Refusals.foreignDevice(deviceId)));
    }

    private static Uni<Optional<Device>> find(Mutiny.Session session, String deviceId) {
        return session.find(Device.class, deviceId, LockModeType.PESSIMISTIC_WRITE)
                .map(Optional::ofNullable);
    }

    private static Uni<Void> announce(Work work, Device device) {
        return subscriptionsOf(work.session(), device)
                .invoke(subscriptions -> work.publish(device.announce(subscriptions)))
                .replaceWithVoid();
    }

    private static Uni<Map<String, Long>> subscriptionsOf(Mutiny.Session session, Device device) {
        return session.createQuery("from Subscription s where s.id.deviceId = :device", Subscription.class)
                .setParameter("device", device.id)
                .getResultList()
                .map(found ->
                        found.stream().collect(Collectors.toMap(one -> one.id.datasetName(), one -> one.syncCount)));
    }

    /** Removes a device that cannot be reached any more, if it is still known. */
    public Uni<Void> remove(Work work, String deviceId) {
        return find(work.session(), deviceId).chain(found -> found.map(device -> remove(work, device))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** Removes all devices of an identity that is locked. */
    public Uni<Void> removeAll(Work work, IdentityKey identity) {
        return lockAll(work.session(), identity)
                .onItem()
                .transformToMulti(devices -> Multi.createFrom().iterable(devices))
                .onItem()
                .transformToUniAndConcatenate(device -> remove(work, device).replaceWith(device.id))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> remove(Work work, Device device) {
        work.publish(new DeviceGone(device.id));
        return work.session()
                .createMutationQuery("delete from Device d where d.id = :id")
                .setParameter("id", device.id)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Locks the devices of an identity; the one registered longest ago comes first. */
    private static Uni<List<Device>> lockAll(Mutiny.Session session, IdentityKey identity) {
        return session.createQuery(
                        "from Device d where d.identityId = :identity order by d.registeredAt, d.id", Device.class)
                .setParameter("identity", identity.identityId())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }
}
