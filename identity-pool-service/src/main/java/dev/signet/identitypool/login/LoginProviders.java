package dev.signet.identitypool.login;

import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.oidcprovider.OidcProviders;
import dev.signet.identitypool.oidcprovider.Registration;
import dev.signet.identitypool.oidcprovider.TrustedIssuer;
import dev.signet.identitypool.pool.IdentityPool;
import dev.signet.identitypool.pool.PoolSettings;
import dev.signet.identitypool.pool.UserPoolClient;
import dev.signet.identitypool.pool.UserPoolNames;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the provider that a key of {@code Logins} means, if the identity pool accepts it. */
@ApplicationScoped
class LoginProviders {
    private static final String GOOGLE = "accounts.google.com";
    private static final String APPLE = "appleid.apple.com";

    private final UserPoolNames userPools;
    private final LoginConfig config;
    private final OidcProviders registered;
    private final String oidcArnPrefix;

    LoginProviders(UserPoolNames userPools, LoginConfig config, OidcProviders registered, AccountConfig account) {
        this.userPools = userPools;
        this.config = config;
        this.registered = registered;
        this.oidcArnPrefix = "arn:aws:iam::" + account.accountId() + ":oidc-provider/";
    }

    Uni<LoginProvider> find(IdentityPool pool, String key) {
        PoolSettings settings = pool.settings();
        if (!settings.acceptsLogins()) {
            throw Refusals.loginsDoNotMatch();
        }
        Optional<String> userPoolId = userPools.poolId(key);
        if (userPoolId.isPresent()) {
            return Uni.createFrom().item(userPool(settings, userPoolId.get()));
        }
        String publicClients = settings.publicProviders().get(key);
        if (publicClients != null) {
            return Uni.createFrom().item(publicProvider(key, clientIds(publicClients)));
        }
        if (settings.oidcProviderArns().contains(oidcArnPrefix + key)) {
            return registered.find(oidcArnPrefix + key).map(found -> registeredProvider(found, key));
        }
        throw Refusals.unsupportedProvider();
    }

    String canonical(String key) {
        return userPools.poolId(key).map(userPools::canonical).orElse(key);
    }

    private LoginProvider userPool(PoolSettings settings, String userPoolId) {
        Set<String> clientIds = settings.userPoolClients().stream()
                .filter(client -> userPools.poolId(client.providerName()).equals(Optional.of(userPoolId)))
                .map(UserPoolClient::clientId)
                .collect(Collectors.toSet());
        if (clientIds.isEmpty()) {
            throw Refusals.unsupportedProvider();
        }
        URI jwks = URI.create(userPoolUrl() + "/" + userPoolId + "/.well-known/jwks.json");
        List<TrustedIssuer> issuers = userPools.issuers(userPoolId).stream()
                .map(issuer -> TrustedIssuer.operated(issuer, jwks))
                .toList();
        return new LoginProvider.UserPool(userPools.canonical(userPoolId), issuers, clientIds);
    }

    private LoginProvider publicProvider(String key, Set<String> clientIds) {
        List<TrustedIssuer> issuers =
                switch (key) {
                    case GOOGLE ->
                        List.of(
                                TrustedIssuer.operated(
                                        config.google().issuer(),
                                        config.google().jwks()),
                                TrustedIssuer.operated(GOOGLE, config.google().jwks()));
                    case APPLE ->
                        List.of(TrustedIssuer.operated(
                                config.apple().issuer(), config.apple().jwks()));
                    default -> throw Refusals.settingNotBuilt("A login of " + key);
                };
        return new LoginProvider.Public(key, issuers, clientIds);
    }

    private LoginProvider registeredProvider(Optional<Registration> found, String key) {
        Registration registration = found.orElseThrow(Refusals::unsupportedProvider);
        return new LoginProvider.Registered(
                key,
                oidcArnPrefix + key,
                List.of(TrustedIssuer.discovered(registration.issuer())),
                registration.clientIds());
    }

    /** A public provider's application ids, parted by semicolons. */
    private static Set<String> clientIds(String listed) {
        return Arrays.stream(listed.split(";", -1)).collect(Collectors.toSet());
    }

    private String userPoolUrl() {
        return config.userPoolUrl().replaceAll("/+$", "");
    }
}
