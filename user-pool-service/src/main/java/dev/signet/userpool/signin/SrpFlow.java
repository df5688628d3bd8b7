package dev.signet.userpool.signin;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.crypto.CryptoWorkers;
import dev.signet.userpool.signin.Outcome.Challenge;
import dev.signet.userpool.srp.SrpExchange;
import dev.signet.userpool.srp.SrpGroup;
import dev.signet.userpool.user.Users;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/** Begins a sign-in by SRP, {@code USER_SRP_AUTH}: the password never travels. {@link SrpVerification} ends it. */
@Singleton
class SrpFlow {
    private final SecureRandom random = new SecureRandom();

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Users users;

    @Inject
    ClientSecrets secrets;

    @Inject
    SrpUsers srpUsers;

    @Inject
    CryptoWorkers workers;

    @Inject
    Sealed sealed;

    @Inject
    ChallengeSessions sessions;

    Uni<Outcome> start(Door door, Parameters parameters) {
        String name = parameters.require("USERNAME");
        String hexA = parameters.require("SRP_A");
        secrets.check(door.client(), name, parameters.find("SECRET_HASH").orElse(null));
        BigInteger a = SrpGroup.clientPublic(hexA).orElseThrow(Refusals::badSrpA);
        return unitOfWork
                .read(session -> users.find(session, door.pool(), name))
                .invoke(user -> PasswordFlow.refuseOpenly(door, user))
                .flatMap(user -> workers.run(() -> challenge(door, srpUsers.of(door, door.key(name), user), a)));
    }

    private Outcome challenge(Door door, SrpUser user, BigInteger a) {
        SrpExchange exchange = SrpExchange.begin(a, user.verifier(), random);
        SrpBlock block = new SrpBlock(
                UUID.randomUUID(),
                door.pool().id(),
                door.client().id(),
                user.name(),
                user.sub(),
                user.username(),
                exchange.clientPublic().toByteArray(),
                exchange.serverPublic().toByteArray(),
                exchange.secret(),
                door.now().toEpochMilli());
        return new Challenge(
                ChallengeNameType.PASSWORD_VERIFIER,
                Map.of(
                        "USERNAME", user.username(),
                        "USER_ID_FOR_SRP", user.username(),
                        "SALT", user.verifier().saltHex(),
                        "SRP_B", exchange.serverPublicHex(),
                        "SECRET_BLOCK", sealed.seal(block)),
                sessions.beside(block));
    }
}
