package dev.signet.userpool.signin;

import dev.signet.userpool.hiding.SimulatedUser;
import dev.signet.userpool.password.HashedPassword;
import dev.signet.userpool.password.Passwords;
import dev.signet.userpool.srp.SrpIdentity;
import dev.signet.userpool.srp.SrpVerifier;
import dev.signet.userpool.user.User;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Finds what SRP needs of a user, and makes it up for a name that nobody has and for a user without a password. */
@Singleton
class SrpUsers {
    private final Passwords passwords;

    SrpUsers(Passwords passwords) {
        this.passwords = passwords;
    }

    /**
     * The user's side of an exchange.
     *
     * @param name as the pool compares names
     */
    SrpUser of(Door door, String name, Optional<User> user) {
        SimulatedUser simulated = new SimulatedUser(door.keys(), name);
        SrpVerifier invented = simulated.srpVerifier();
        return user.map(known -> new SrpUser(
                        name,
                        known.sub(),
                        known.username(),
                        known.password()
                                .map(kept -> verifier(door, known, kept))
                                .orElse(invented)))
                .orElseGet(() -> new SrpUser(name, simulated.sub(), simulated.sub(), invented));
    }

    private SrpVerifier verifier(Door door, User user, HashedPassword kept) {
        return passwords.srpVerifier(SrpIdentity.of(door.pool().id(), user.username()), kept);
    }
}
