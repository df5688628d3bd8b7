package dev.signet.userpool.signin;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.PasswordChanged;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.password.HashedPassword;
import dev.signet.userpool.password.Passwords;
import dev.signet.userpool.signin.ChallengeSession.Step;
import dev.signet.userpool.signin.Outcome.SignedIn;
import dev.signet.userpool.user.AttributeChanges;
import dev.signet.userpool.user.AttributeUpdate;
import dev.signet.userpool.user.AttributeWriter;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Lets a user with a temporary password choose one: the answer to {@code NEW_PASSWORD_REQUIRED}. */
@Singleton
class NewPasswordFlow {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Users users;

    @Inject
    ClientSecrets secrets;

    @Inject
    AttributeUpdate attributeUpdate;

    @Inject
    SignInAttempts attempts;

    @Inject
    ChallengeSessions sessions;

    @Inject
    Passwords passwords;

    @Inject
    Completion completion;

    Uni<Outcome> answer(Door door, Parameters parameters, @Nullable String session) {
        String username = parameters.require("USERNAME");
        String password = parameters.require("NEW_PASSWORD");
        secrets.check(door.client(), username, parameters.find("SECRET_HASH").orElse(null));
        ChallengeSession opened = sessions.open(door, session, Step.NEW_PASSWORD_REQUIRED, username);
        door.pool().settings().passwords().objectionTo(password).ifPresent(objection -> {
            throw Refusals.badPassword(objection);
        });
        Map<String, String> attributes = parameters.userAttributes();
        AttributeWriter.user(door.client(), door.pool().settings().schema()).check(attributes.keySet());
        return passwords
                .hash(door.pool().shortId(), opened.username(), password)
                .flatMap(hashed -> unitOfWork.run(work -> accept(work, door, opened, new Choice(hashed, attributes))))
                .flatMap(user -> completion.tokens(door, user))
                .map(SignedIn::new);
    }

    private Uni<User> accept(UnitOfWork.Work work, Door door, ChallengeSession session, Choice choice) {
        return attempts.refuseLocked(work.session(), session.poolId(), session.sub())
                .chain(() -> ChallengeSessions.use(work.session(), door, session.id()))
                .chain(() -> users.findForUpdate(work.session(), session.poolId(), session.sub()))
                .map(found -> found.orElseThrow(Refusals::badSession))
                .invoke(user -> checkStillDue(user, session))
                .call(user -> change(work, door, user, choice))
                .call(user -> completion.record(work, door, user));
    }

    /** The step that is due is the account's, and not what the client says. */
    private static void checkStillDue(User user, ChallengeSession session) {
        if (!user.enabled()) {
            throw Refusals.userDisabled();
        }
        boolean endedSince = user.tokensValidAfter().toEpochMilli() > session.issuedAt();
        if (user.status() != UserStatusType.FORCE_CHANGE_PASSWORD || endedSince) {
            throw Refusals.badSession();
        }
    }

    private Uni<Void> change(UnitOfWork.Work work, Door door, User user, Choice choice) {
        for (String name : door.pool().settings().schema().required()) {
            if (choice.attributes.containsKey(name)
                    && user.attributes().get(name).isPresent()) {
                throw Refusals.attributeAlreadyProvided(name);
            }
        }
        AttributeChanges changes = AttributeChanges.complete(door.pool().settings(), user, choice.attributes);
        work.publish(new PasswordChanged(door.pool().id(), user.sub(), door.now()));
        return users.change(work.session(), door.pool(), user, false, () -> {
                    changes.applyTo(user, door.now());
                    user.setPassword(choice.password, door.now());
                })
                .call(() -> attributeUpdate.sendCodes(work, door.pool(), user, changes));
    }

    private record Choice(HashedPassword password, Map<String, String> attributes) {}
}
