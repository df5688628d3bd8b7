package dev.signet.userpool.user;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Checks the access tokens that operations are called with. */
public interface AccessTokens {
    /**
     * The user behind a valid access token with the scope {@code aws.cognito.signin.user.admin}: signature, issuer, use,
     * times and revocation are checked, and that the user is there and enabled. Fails with AWS's refusal otherwise.
     *
     * @param session reads the pool, the client and the user, which stay attached to it
     */
    Uni<SignedInUser> verify(Mutiny.Session session, String accessToken);
}
