package dev.signet.identitypool.identity;

import dev.signet.events.IdentityEvent.IdentitiesMerged;
import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.IdentityEvent.IdentityLinked;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.login.ProvenLogin;
import dev.signet.identitypool.pool.IdentityPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds the identity that proven logins open: makes it, links logins to it, merges others into it. */
@ApplicationScoped
public class Links {
    private static final int TRIES = 8;

    private final UnitOfWork unit;
    private final Identities identities;
    private final AccountConfig account;
    private final InstantSource clock;

    Links(UnitOfWork unit, Identities identities, AccountConfig account, InstantSource clock) {
        this.unit = unit;
        this.identities = identities;
        this.account = account;
        this.clock = clock;
    }

    /** A new identity of a guest; gives its id. */
    Uni<String> guest(IdentityPool pool) {
        return unit.run(work -> create(work, pool.id(), clock.instant()).map(Identity::id))
                .onFailure(Links::poolGone)
                .transform(_ -> Refusals.poolNotFound(pool.id()));
    }

    /** The id of the identity that owns the logins, a new one when nobody owns any. */
    Uni<String> owner(IdentityPool pool, List<ProvenLogin> proven) {
        return settled(new Claim(pool.id(), Optional.empty(), Linking.keys(pool.id(), proven)));
    }

    /** The id of the identity to answer when somebody names {@code asked} and proves logins: not always the one asked. */
    public Uni<String> owner(Identity asked, List<ProvenLogin> proven) {
        var claim = new Claim(asked.poolId(), Optional.of(asked.id()), Linking.keys(asked.poolId(), proven));
        return asked.owns(claim.logins()) ? Uni.createFrom().item(asked.id()) : settled(claim);
    }

    private Uni<String> settled(Claim claim) {
        return unit.read(session -> linking(session, claim))
                .chain(found -> found.changesNothing()
                        ? Uni.createFrom().item(found.parent().orElseThrow().id())
                        : changed(claim));
    }

    /** Tries again when another request took one of the logins meanwhile: a constraint or the lock told so. */
    private Uni<String> changed(Claim claim) {
        return unit.run(work -> change(work, claim))
                .onFailure(Links::overtaken)
                .retry()
                .atMost(TRIES)
                .onFailure(Links::overtaken)
                .transform(_ -> Refusals.identityChangedMeanwhile())
                .onFailure(Links::poolGone)
                .transform(_ -> Refusals.poolNotFound(claim.poolId()));
    }

    private Uni<String> change(Work work, Claim claim) {
        Mutiny.Session session = work.session();
        Instant now = clock.instant();
        return linking(session, claim)
                .call(seen -> identities.lock(session, involved(seen, claim)))
                .invoke(session::clear)
                .chain(seen -> linking(session, claim).invoke(locked -> refuseIfOvertaken(seen, locked)))
                .chain(linking -> parent(work, linking, claim, now)
                        .call(parent -> merge(work, parent, linking.merged(), now))
                        .call(parent -> link(work, parent, linking.added(), now)))
                .map(Identity::id);
    }

    private Uni<Linking> linking(Mutiny.Session session, Claim claim) {
        Uni<Optional<Identity>> asked = claim.identityId()
                .map(id -> identities.get(session, id).map(Optional::of))
                .orElse(Uni.createFrom().item(Optional.empty()));
        return asked.chain(identity ->
                identities.owners(session, claim.logins()).map(owners -> Linking.of(identity, claim.logins(), owners)));
    }

    private Uni<Identity> parent(Work work, Linking linking, Claim claim, Instant now) {
        return linking.parent()
                .map(parent -> Uni.createFrom().item(parent).invoke(known -> known.changedAt(now)))
                .orElseGet(() -> create(work, claim.poolId(), now));
    }

    private Uni<Identity> create(Work work, String poolId, Instant now) {
        Mutiny.Session session = work.session();
        String id = account.region() + ":" + UUID.randomUUID();
        var identity = new Identity(id, poolId, session.getReference(IdentityPool.class, poolId), now);
        work.publish(new IdentityCreated(poolId, identity.id(), now));
        return session.persist(identity).replaceWith(identity);
    }

    private Uni<Void> merge(Work work, Identity parent, List<Identity> merged, Instant now) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (Identity identity : merged) {
            identity.logins().forEach(login -> login.moveTo(parent));
            identity.mergeInto(parent, now);
            work.publish(new IdentitiesMerged(parent.poolId(), parent.id(), identity.id(), now));
            done = done.chain(() -> identities.redirectMerged(work.session(), identity, parent));
        }
        return done;
    }

    private static Uni<Void> link(Work work, Identity parent, Set<LoginKey> added, Instant now) {
        added.forEach(key -> work.publish(new IdentityLinked(parent.poolId(), parent.id(), key.provider(), now)));
        Object[] logins = added.stream().map(key -> new Login(key, parent, now)).toArray();
        return work.session().persistAll(logins).call(work.session()::flush);
    }

    private static List<String> involved(Linking linking, Claim claim) {
        Stream<Identity> identities = Stream.concat(linking.parent().stream(), linking.merged().stream());
        return Stream.concat(identities.map(Identity::id), claim.identityId().stream())
                .distinct()
                .toList();
    }

    private static void refuseIfOvertaken(Linking seen, Linking locked) {
        if (!ids(seen).equals(ids(locked))) {
            throw new OvertakenException();
        }
    }

    private static List<String> ids(Linking linking) {
        return Stream.concat(linking.parent().stream(), linking.merged().stream())
                .map(Identity::id)
                .toList();
    }

    private static boolean overtaken(Throwable failure) {
        return failure instanceof OvertakenException || violates(failure, "login_");
    }

    /** Whether the pool was deleted, and removed, after it was read. */
    private static boolean poolGone(Throwable failure) {
        return violates(failure, "identity_pool_fk");
    }

    private static boolean violates(Throwable failure, String constraints) {
        return failure instanceof ConstraintViolationException violation
                && violation.getConstraintName() != null
                && violation.getConstraintName().startsWith(constraints);
    }

    private record Claim(String poolId, Optional<String> identityId, Set<LoginKey> logins) {}

    private static final class OvertakenException extends RuntimeException {
        OvertakenException() {
            super("Another request changed the identities meanwhile", null, false, false);
        }
    }
}
