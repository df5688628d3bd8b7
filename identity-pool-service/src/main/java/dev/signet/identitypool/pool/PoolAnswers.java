package dev.signet.identitypool.pool;

import java.util.List;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolResponse;

/** Writes a pool as AWS's three operations answer it, in one shape under three names. */
final class PoolAnswers {
    private PoolAnswers() {}

    static CreateIdentityPoolResponse created(IdentityPool pool) {
        PoolSettings settings = pool.settings();
        return CreateIdentityPoolResponse.builder()
                .identityPoolId(pool.id())
                .identityPoolName(pool.name())
                .allowUnauthenticatedIdentities(settings.allowUnauthenticatedIdentities())
                .allowClassicFlow(settings.allowClassicFlow())
                .cognitoIdentityProviders(clients(settings))
                .openIdConnectProviderARNs(settings.oidcProviderArns())
                .supportedLoginProviders(settings.publicProviders())
                .identityPoolTags(settings.tags())
                .build();
    }

    static DescribeIdentityPoolResponse described(IdentityPool pool) {
        PoolSettings settings = pool.settings();
        return DescribeIdentityPoolResponse.builder()
                .identityPoolId(pool.id())
                .identityPoolName(pool.name())
                .allowUnauthenticatedIdentities(settings.allowUnauthenticatedIdentities())
                .allowClassicFlow(settings.allowClassicFlow())
                .cognitoIdentityProviders(clients(settings))
                .openIdConnectProviderARNs(settings.oidcProviderArns())
                .supportedLoginProviders(settings.publicProviders())
                .identityPoolTags(settings.tags())
                .build();
    }

    static UpdateIdentityPoolResponse updated(IdentityPool pool) {
        PoolSettings settings = pool.settings();
        return UpdateIdentityPoolResponse.builder()
                .identityPoolId(pool.id())
                .identityPoolName(pool.name())
                .allowUnauthenticatedIdentities(settings.allowUnauthenticatedIdentities())
                .allowClassicFlow(settings.allowClassicFlow())
                .cognitoIdentityProviders(clients(settings))
                .openIdConnectProviderARNs(settings.oidcProviderArns())
                .supportedLoginProviders(settings.publicProviders())
                .identityPoolTags(settings.tags())
                .build();
    }

    private static List<CognitoIdentityProvider> clients(PoolSettings settings) {
        return settings.userPoolClients().stream()
                .map(client -> CognitoIdentityProvider.builder()
                        .providerName(client.providerName())
                        .clientId(client.clientId())
                        .serverSideTokenCheck(false)
                        .build())
                .toList();
    }
}
