package dev.signet.notification.delivery;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import dev.signet.notification.Gone;
import dev.signet.notification.Refusals;
import dev.signet.notification.change.ChangeHead;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The pushes that wait for a push service. */
@Singleton
public class Deliveries {
    private static final String SEAL = "push/payload";
    private static final String SYNC = "sync/";

    private final UnitOfWork unitOfWork;
    private final Keyset keyset;
    private final PushConfig config;
    private final InstantSource clock;

    Deliveries(UnitOfWork unitOfWork, Keyset keyset, PushConfig config, InstantSource clock) {
        this.clock = clock;
        this.unitOfWork = unitOfWork;
        this.keyset = keyset;
        this.config = config;
    }

    /** A push that this replica has taken on for a while, sealed as it is stored. */
    record Claimed(
            UUID id, String endpointArn, String kind, String sealedPush, int version, int attempts, Instant expiresAt) {
        /** Whether it tells of a dataset's count, which no sender says again. */
        boolean isSync() {
            return kind.startsWith(SYNC);
        }
    }

    /** Adds a push to one endpoint, in place of an older one of its kind. Fails with NotFound when the endpoint is gone. */
    public Uni<Void> add(Work work, String endpointArn, String kind, Push push) {
        Instant now = clock.instant();
        return work.session()
                .createNativeQuery("""
                        insert into delivery as waiting
                            (id, endpoint_arn, kind, sealed_push, version, attempts, due_at, expires_at)
                        values (gen_random_uuid(), :endpoint, :kind, :push, 1, 0, :now, :expires)
                        on conflict on constraint delivery_kind_uq do update set
                            sealed_push = excluded.sealed_push, version = waiting.version + 1, attempts = 0,
                            due_at = excluded.due_at, expires_at = excluded.expires_at
                        """)
                .setParameter("endpoint", endpointArn)
                .setParameter("kind", kind)
                .setParameter("push", keyset.sealText(push.toJson(), SEAL))
                .setParameter("now", now)
                .setParameter("expires", expiry(push, now))
                .executeUpdate()
                .onFailure(failure -> Gone.is(failure, "delivery_endpoint_fk"))
                .transform(_ -> Refusals.noSuchEndpoint())
                .replaceWithVoid();
    }

    private Instant expiry(Push push, Instant published) {
        return push.timeToLive()
                .filter(wanted -> wanted.compareTo(config.keep()) < 0)
                .map(published::plus)
                .orElseGet(() -> published.plus(config.keep()));
    }

    /**
     * Adds a push of a dataset's sync count to those of the devices that were not told of it or of a later one, in place
     * of an older push of the dataset. Identities may share an endpoint: each has pushes of its own there.
     */
    public Uni<Void> addSync(List<String> devices, ChangeHead head, Push push) {
        Instant now = clock.instant();
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("""
                                with behind as (
                                    insert into device_told as told (device_id, dataset_name, sync_count)
                                    select device_id, :dataset, :count from device_endpoint
                                    where device_id = any(:devices) and endpoint_arn is not null
                                    order by device_id
                                    on conflict on constraint device_told_pk
                                    do update set sync_count = excluded.sync_count
                                    where told.sync_count < excluded.sync_count
                                    returning device_id)
                                insert into delivery as waiting
                                    (id, endpoint_arn, kind, sealed_push, version, attempts, due_at, expires_at)
                                select distinct on (endpoint_arn)
                                    gen_random_uuid(), endpoint_arn, :kind, :push, 1, 0, :now, :expires
                                from device_endpoint join behind using (device_id) order by endpoint_arn
                                on conflict on constraint delivery_kind_uq do update set
                                    sealed_push = excluded.sealed_push, version = waiting.version + 1, attempts = 0,
                                    due_at = excluded.due_at, expires_at = excluded.expires_at
                                """)
                        .setParameter("dataset", head.datasetName())
                        .setParameter("count", head.syncCount())
                        .setParameter("devices", devices.toArray(String[]::new))
                        .setParameter("kind", SYNC + head.identityId() + "/" + head.datasetName())
                        .setParameter("push", keyset.sealText(push.toJson(), SEAL))
                        .setParameter("now", now)
                        .setParameter("expires", now.plus(config.keep()))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Takes on pushes that are due, until {@code lease} from now; whoever dies meanwhile leaves them to others. */
    Uni<List<Claimed>> claim(int most, Instant now, Duration lease) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("""
                                update delivery set due_at = :until, attempts = attempts + 1 where id in (
                                    select id from delivery where due_at <= :now
                                    order by due_at limit :most for update skip locked)
                                returning id, endpoint_arn, kind, sealed_push, version, attempts,
                                    cast(extract(epoch from expires_at) * 1000 as bigint)
                                """, Tuple.class)
                        .setParameter("until", now.plus(lease))
                        .setParameter("now", now)
                        .setParameter("most", most)
                        .getResultList())
                .map(rows -> rows.stream().map(Deliveries::claimed).toList());
    }

    private static Claimed claimed(Tuple row) {
        return new Claimed(
                row.get(0, UUID.class),
                row.get(1, String.class),
                row.get(2, String.class),
                row.get(3, String.class),
                row.get(4, Integer.class),
                row.get(5, Integer.class),
                Instant.ofEpochMilli(row.get(6, Long.class)));
    }

    /** What is to be pushed. */
    Push open(Claimed claimed) {
        try {
            return Push.fromJson(keyset.openText(claimed.sealedPush(), SEAL));
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open a waiting push", e);
        }
    }

    /** Ends a push, unless a newer one took its place meanwhile. */
    Uni<Void> done(Claimed claimed) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("delete from delivery where id = :id and version = :version")
                        .setParameter("id", claimed.id())
                        .setParameter("version", claimed.version())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Puts a push off, unless a newer one took its place meanwhile. */
    Uni<Void> later(Claimed claimed, Instant due) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("update delivery set due_at = :due where id = :id and version = :version")
                        .setParameter("due", due)
                        .setParameter("id", claimed.id())
                        .setParameter("version", claimed.version())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** Gives up the pushes that waited too long; what is of use at once or never is tried once all the same. */
    Uni<Integer> forgetExpired(Instant now) {
        return unitOfWork.run(work -> work.session()
                .createNativeQuery("delete from delivery where expires_at < :now and attempts > 0")
                .setParameter("now", now)
                .executeUpdate());
    }
}
