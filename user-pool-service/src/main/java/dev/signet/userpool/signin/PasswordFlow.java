package dev.signet.userpool.signin;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.hiding.SimulatedUser;
import dev.signet.userpool.password.Passwords;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Signs in with the password itself: {@code USER_PASSWORD_AUTH} and {@code ADMIN_USER_PASSWORD_AUTH}. */
@Singleton
class PasswordFlow {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Users users;

    @Inject
    ClientSecrets secrets;

    @Inject
    SignInAttempts attempts;

    @Inject
    Passwords passwords;

    @Inject
    Completion completion;

    Uni<Outcome> start(Door door, Parameters parameters) {
        String name = parameters.require("USERNAME");
        String password = parameters.require("PASSWORD");
        secrets.check(door.client(), name, parameters.find("SECRET_HASH").orElse(null));
        return unitOfWork
                .read(session -> users.find(session, door.pool(), name))
                .invoke(user -> refuseOpenly(door, user))
                .flatMap(user -> prove(door, door.key(name), user, password));
    }

    /** What a client that does not hide who exists is told before any proof. */
    static void refuseOpenly(Door door, Optional<User> user) {
        if (user.isEmpty() && !door.hidesExistence()) {
            throw Refusals.noSuchUser();
        }
    }

    private Uni<Outcome> prove(Door door, String name, Optional<User> user, String password) {
        String subject = user.map(User::sub).orElseGet(() -> new SimulatedUser(door.keys(), name).sub());
        return attempts.evaluate(door.pool().id(), subject, () -> passwords
                .matches(user.flatMap(User::password), password)
                .flatMap(matches -> completion.proven(
                        door, name, user.filter(_ -> matches).orElseThrow(Refusals::wrongCredentials))));
    }
}
