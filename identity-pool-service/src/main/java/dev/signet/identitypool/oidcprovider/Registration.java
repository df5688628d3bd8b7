package dev.signet.identitypool.oidcprovider;

import java.util.Set;

/**
 * What IAM knows of a registered provider.
 *
 * @param issuer its URL, which its tokens bear as {@code iss}
 * @param clientIds the clients for which its tokens are accepted
 */
public record Registration(String arn, String issuer, Set<String> clientIds) {
    public Registration {
        clientIds = Set.copyOf(clientIds);
    }
}
