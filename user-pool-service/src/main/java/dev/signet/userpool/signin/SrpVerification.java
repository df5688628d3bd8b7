package dev.signet.userpool.signin;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.crypto.CryptoWorkers;
import dev.signet.userpool.signin.ChallengeSession.Step;
import dev.signet.userpool.srp.ProofTime;
import dev.signet.userpool.srp.SrpIdentity;
import dev.signet.userpool.srp.SrpProof;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ends a sign-in by SRP: the answer to {@code PASSWORD_VERIFIER}, each block good for one answer. */
@Singleton
class SrpVerification {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Users users;

    @Inject
    ClientSecrets secrets;

    @Inject
    SignInAttempts attempts;

    @Inject
    SrpUsers srpUsers;

    @Inject
    CryptoWorkers workers;

    @Inject
    Sealed sealed;

    @Inject
    ChallengeSessions sessions;

    @Inject
    Completion completion;

    /** The session may be left out, as clients do: the block alone says what the answer is for. */
    Uni<Outcome> answer(Door door, Parameters parameters, @Nullable String session) {
        String username = parameters.require("USERNAME");
        String text = parameters.require("PASSWORD_CLAIM_SECRET_BLOCK");
        String signature = parameters.require("PASSWORD_CLAIM_SIGNATURE");
        String timestamp = parameters.require("TIMESTAMP");
        secrets.check(door.client(), username, parameters.find("SECRET_HASH").orElse(null));
        SrpBlock block = open(door, text, username);
        checkSession(door, block, session, username);
        if (!ProofTime.isCurrent(timestamp, door.now())) {
            throw Refusals.wrongCredentials();
        }
        SrpProof proof = new SrpProof(
                SrpIdentity.of(block.poolId(), block.username()),
                Base64.getDecoder().decode(text),
                timestamp,
                decoded(signature));
        return unitOfWork
                .read(reading -> users.findBySub(reading, block.poolId(), block.sub()))
                .flatMap(user -> prove(door, block, user, proof));
    }

    private SrpBlock open(Door door, String text, String username) {
        SrpBlock block = sealed.open(text, SrpBlock.class).orElseThrow(Refusals::wrongCredentials);
        boolean fits = block.poolId().equals(door.pool().id())
                && block.clientId().equals(door.client().id())
                && ChallengeSessions.names(door, block.sub(), block.username(), username);
        if (!fits) {
            throw Refusals.wrongCredentials();
        }
        door.checkAge(block.issuedAt());
        return block;
    }

    private void checkSession(Door door, SrpBlock block, @Nullable String session, String username) {
        if (session != null
                && !sessions.open(door, session, Step.PASSWORD_VERIFIER, username)
                        .id()
                        .equals(block.id())) {
            throw Refusals.badSession();
        }
    }

    private static byte[] decoded(String signature) {
        try {
            return Base64.getDecoder().decode(signature);
        } catch (IllegalArgumentException _) {
            throw Refusals.wrongCredentials();
        }
    }

    private Uni<Outcome> prove(Door door, SrpBlock block, Optional<User> user, SrpProof proof) {
        return attempts.evaluate(door, block, () -> workers.run(() -> block.exchange()
                        .isProvenBy(proof, srpUsers.of(door, block.name(), user).verifier()))
                .flatMap(proven -> completion.proven(
                        door, block.name(), user.filter(_ -> proven).orElseThrow(Refusals::wrongCredentials))));
    }
}
