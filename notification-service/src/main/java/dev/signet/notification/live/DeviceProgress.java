package dev.signet.notification.live;

import dev.signet.events.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/** How far each live device has been told, for a device that reconnects without saying where it was. */
@Singleton
class DeviceProgress {
    private final UnitOfWork unitOfWork;

    DeviceProgress(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** The sequence number up to which the device was told, zero for a device that never was. */
    Uni<Long> of(String deviceId) {
        return unitOfWork
                .read(session -> session.createNativeQuery(
                                "select seq from device_progress where device_id = :device", Long.class)
                        .setParameter("device", deviceId)
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .continueWith(0L);
    }

    Uni<Void> save(Map<String, Long> seqs) {
        if (seqs.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var ordered =
                seqs.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        String[] devices = ordered.stream().map(Map.Entry::getKey).toArray(String[]::new);
        Long[] reached = ordered.stream().map(Map.Entry::getValue).toArray(Long[]::new);
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("""
                                insert into device_progress as known (device_id, seq)
                                select * from unnest(:devices, :seqs)
                                on conflict on constraint device_progress_pk
                                do update set seq = greatest(known.seq, excluded.seq)
                                """)
                        .setParameter("devices", devices)
                        .setParameter("seqs", reached)
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> forget(String deviceId) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("delete from device_progress where device_id = :device")
                        .setParameter("device", deviceId)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
