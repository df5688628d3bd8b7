package dev.signet.notification.live;

import dev.signet.events.Scalars;
import dev.signet.events.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** How far each live device said that it was told, for when it comes back without saying where it was. */
@Singleton
class DeviceProgress {
    private final UnitOfWork unitOfWork;

    DeviceProgress(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** What the device named last, {@link Position#START} for a device that never named anything. */
    Uni<Position> of(String deviceId) {
        return unitOfWork
                .read(session -> Scalars.query(
                                session,
                                "select coalesce(position, cast(seq as text)) from device_progress"
                                        + " where device_id = :device",
                                String.class)
                        .setParameter("device", deviceId)
                        .getSingleResultOrNull())
                .map(text -> Optional.ofNullable(text).flatMap(Position::parse).orElse(Position.START));
    }

    /** A number that was not given yet is no place to go on from. */
    Uni<Void> save(Map<String, Position> positions) {
        if (positions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var ordered =
                positions.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        String[] devices = ordered.stream().map(Map.Entry::getKey).toArray(String[]::new);
        Long[] reached = ordered.stream().map(each -> each.getValue().seq()).toArray(Long[]::new);
        String[] texts =
                ordered.stream().map(each -> each.getValue().toString()).toArray(String[]::new);
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("""
                                insert into device_progress as known (device_id, seq, position)
                                select told.device_id, told.seq, told.position
                                from unnest(cast(:devices as text[]), cast(:seqs as bigint[]), cast(:positions as text[]))
                                    as told (device_id, seq, position)
                                where told.seq <= (select last_value from change_seq)
                                on conflict on constraint device_progress_pk
                                do update set seq = excluded.seq, position = excluded.position
                                where excluded.seq >= known.seq
                                """)
                        .setParameter("devices", devices)
                        .setParameter("seqs", reached)
                        .setParameter("positions", texts)
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
