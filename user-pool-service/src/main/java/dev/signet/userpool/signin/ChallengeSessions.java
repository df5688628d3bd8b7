package dev.signet.userpool.signin;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.signin.ChallengeSession.Step;
import dev.signet.userpool.user.User;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.ZoneOffset;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Gives out the sealed sessions of challenges and takes each back once, for the step, client, pool and user it is for. */
@Singleton
class ChallengeSessions {
    static final String USE = """
            insert into used_challenge (id, expires_at) values (:id, :expires) on conflict do nothing""";

    private final Sealed sealed;

    ChallengeSessions(Sealed sealed) {
        this.sealed = sealed;
    }

    /**
     * The session of a user's next step.
     *
     * @param name the name that the sign-in began with, as the pool compares names
     */
    String begin(Door door, String name, User user, Step step) {
        return sealed.seal(new ChallengeSession(
                UUID.randomUUID(),
                door.pool().id(),
                door.client().id(),
                user.sub(),
                user.username(),
                name,
                step,
                door.now().toEpochMilli()));
    }

    /** The session that goes with an SRP block: same id, so that they are used up together. */
    String beside(SrpBlock block) {
        return sealed.seal(new ChallengeSession(
                block.id(),
                block.poolId(),
                block.clientId(),
                block.sub(),
                block.username(),
                block.name(),
                Step.PASSWORD_VERIFIER,
                block.issuedAt()));
    }

    /**
     * Opens a session that came back with the user's name: the username, the {@code sub} or, as from clients that began with
     * the password, the name that was typed.
     *
     * @throws dev.signet.wire.Refusal when it is not of this door and step, names another user, or is too old
     */
    ChallengeSession open(Door door, @Nullable String session, Step step, String username) {
        ChallengeSession opened = sealed.open(session, ChallengeSession.class).orElseThrow(Refusals::badSession);
        boolean fits = opened.poolId().equals(door.pool().id())
                && opened.clientId().equals(door.client().id())
                && opened.step() == step
                && (names(door, opened.sub(), opened.username(), username)
                        || door.key(username).equals(opened.name()));
        if (!fits) {
            throw Refusals.badSession();
        }
        door.checkAge(opened.issuedAt());
        return opened;
    }

    /** Whether a client means this user: by username, as the challenge gave it, or by {@code sub}. */
    static boolean names(Door door, String sub, String username, String given) {
        return door.key(given).equals(door.key(username)) || given.equals(sub);
    }

    /** Marks a challenge as answered; fails when it already was. */
    static Uni<Void> use(Mutiny.Session session, Door door, UUID id) {
        return session.createNativeQuery(USE)
                .setParameter("id", id)
                .setParameter("expires", door.endOfChallenge().atOffset(ZoneOffset.UTC))
                .executeUpdate()
                .invoke(used -> {
                    if (used == 0) {
                        throw Refusals.sessionUsed();
                    }
                })
                .replaceWithVoid();
    }
}
