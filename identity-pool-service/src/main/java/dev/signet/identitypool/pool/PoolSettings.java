package dev.signet.identitypool.pool;

import java.util.List;
import java.util.Map;

/**
 * What an operator decided about an identity pool.
 *
 * @param allowUnauthenticatedIdentities whether guests get identities and credentials
 * @param allowClassicFlow whether GetOpenIdToken is open, for AssumeRoleWithWebIdentity
 * @param userPoolClients the app clients whose users may sign in
 * @param oidcProviderArns the IAM OpenID Connect providers whose users may sign in
 * @param publicProviders application ids by public provider, such as {@code accounts.google.com}
 * @param tags tags of the pool
 */
public record PoolSettings(
        boolean allowUnauthenticatedIdentities,
        boolean allowClassicFlow,
        List<UserPoolClient> userPoolClients,
        List<String> oidcProviderArns,
        Map<String, String> publicProviders,
        Map<String, String> tags) {
    public PoolSettings {
        userPoolClients = List.copyOf(userPoolClients);
        oidcProviderArns = List.copyOf(oidcProviderArns);
        publicProviders = Map.copyOf(publicProviders);
        tags = Map.copyOf(tags);
    }

    /** Whether anybody at all can sign in. */
    public boolean acceptsLogins() {
        return !userPoolClients.isEmpty() || !oidcProviderArns.isEmpty() || !publicProviders.isEmpty();
    }
}
