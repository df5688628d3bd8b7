package dev.signet.identitypool.login;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** The OpenID Connect providers that are registered in IAM. */
public interface RegisteredProviders {
    /** A provider by its ARN. */
    Uni<Optional<Registration>> find(String arn);

    /**
     * A registered provider.
     *
     * @param issuer its URL, which its tokens bear as {@code iss}
     * @param clientIds the clients for which its tokens are accepted
     */
    record Registration(String issuer, Set<String> clientIds) {}
}
