package dev.signet.userpool.signup;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.UserSignedUp;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClients;
import dev.signet.userpool.client.AppClients.ClientOfPool;
import dev.signet.userpool.client.ClientSecrets;
import dev.signet.userpool.password.PasswordHashing;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.user.AttributeRules;
import dev.signet.userpool.user.AttributeWriter;
import dev.signet.userpool.user.NewUser;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import dev.signet.userpool.verification.CodeMails;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpResponse;

/** Anybody signs up. */
@ApplicationScoped
public class SignUpApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AppClients clients;

    @Inject
    ClientSecrets secrets;

    @Inject
    Users users;

    @Inject
    PasswordHashing passwords;

    @Inject
    CodeMails mails;

    @Inject
    InstantSource clock;

    @Partial("Signing up without a password and delivery by SMS are not built.")
    public Uni<SignUpResponse> signUp(SignUpRequest request) {
        return unitOfWork
                .read(session -> clients.get(session, request.clientId()))
                .invoke(found -> admit(found, request))
                .flatMap(found -> make(found, request));
    }

    private void admit(ClientOfPool found, SignUpRequest request) {
        secrets.check(found.client(), request.username(), request.secretHash());
        if (found.pool().settings().adminCreatesUsersOnly()) {
            throw Refusals.signUpNotPermitted();
        }
        if (request.password() == null) {
            throw Refusals.missingParameter("PASSWORD");
        }
        found.pool().settings().passwords().objectionTo(request.password()).ifPresent(objection -> {
            throw Refusals.badPassword(objection);
        });
    }

    private Uni<SignUpResponse> make(ClientOfPool found, SignUpRequest request) {
        UserPool pool = found.pool();
        AttributeWriter writer =
                AttributeWriter.user(found.client(), pool.settings().schema());
        User user = new NewUser(pool, request.username(), AttributeRules.byName(request.userAttributes()))
                .signingUp(writer, clock.instant());
        return passwords
                .hash(pool.shortId(), user.username(), request.password())
                .invoke(user::setFirstPassword)
                .flatMap(_ -> unitOfWork.run(work -> store(work, pool, user)));
    }

    private Uni<SignUpResponse> store(UnitOfWork.Work work, UserPool pool, User user) {
        SignUpResponse.Builder answer =
                SignUpResponse.builder().userSub(user.sub()).userConfirmed(false);
        return users.insert(work.session(), pool, user, false)
                .invoke(() -> work.publish(new UserSignedUp(pool.id(), user.sub(), user.username(), user.createdAt())))
                .chain(() -> mails.confirmSignUp(work, pool, user)
                        .map(sent -> sent.map(answer::codeDeliveryDetails))
                        .orElseGet(() -> Uni.createFrom().item(answer)))
                .map(SignUpResponse.Builder::build);
    }
}
