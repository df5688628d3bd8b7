package dev.signet.userpool.token;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.UserSignedOut;
import dev.signet.userpool.user.AccessTokens;
import dev.signet.userpool.user.SignedInUser;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GlobalSignOutResponse;

/** A user ends all own sessions. */
@ApplicationScoped
public class SignOutApi implements Api {
    private final UnitOfWork unitOfWork;
    private final AccessTokens accessTokens;
    private final Users users;
    private final InstantSource clock;

    SignOutApi(UnitOfWork unitOfWork, AccessTokens accessTokens, Users users, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.accessTokens = accessTokens;
        this.users = users;
        this.clock = clock;
    }

    public Uni<GlobalSignOutResponse> globalSignOut(GlobalSignOutRequest request) {
        return unitOfWork
                .run(work -> accessTokens
                        .verify(work.session(), request.accessToken())
                        .call(bearer -> users.lock(work.session(), bearer.user()))
                        .invoke(bearer -> signOut(work, bearer)))
                .replaceWith(() -> GlobalSignOutResponse.builder().build());
    }

    private void signOut(UnitOfWork.Work work, SignedInUser bearer) {
        Instant now = clock.instant();
        bearer.user().signOutEverywhere(now);
        work.publish(new UserSignedOut(bearer.pool().id(), bearer.user().sub(), now));
    }
}
