package dev.signet.identitypool.pool;

import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.Refusals;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolRequest;

/** Reads the settings that an operator asks for, and refuses by name what is not built. */
@ApplicationScoped
class SettingsRequest {
    private static final int MAX_USER_POOL_CLIENTS = 50;

    /** The public providers that AWS knows. */
    private static final Set<String> PUBLIC_PROVIDERS = Set.of(
            "accounts.google.com",
            "api.twitter.com",
            "appleid.apple.com",
            "graph.facebook.com",
            "www.amazon.com",
            "www.digits.com");

    private final UserPoolNames userPools;
    private final String oidcArnPrefix;

    SettingsRequest(UserPoolNames userPools, AccountConfig account) {
        this.userPools = userPools;
        this.oidcArnPrefix = "arn:aws:iam::" + account.accountId() + ":oidc-provider/";
    }

    /** A creation asks for what an update of everything asks for. */
    PoolSettings settings(CreateIdentityPoolRequest request) {
        return settings(UpdateIdentityPoolRequest.builder()
                .allowUnauthenticatedIdentities(request.allowUnauthenticatedIdentities())
                .allowClassicFlow(request.allowClassicFlow())
                .cognitoIdentityProviders(request.cognitoIdentityProviders())
                .developerProviderName(request.developerProviderName())
                .identityPoolTags(request.identityPoolTags())
                .openIdConnectProviderARNs(request.openIdConnectProviderARNs())
                .samlProviderARNs(request.samlProviderARNs())
                .supportedLoginProviders(request.supportedLoginProviders())
                .build());
    }

    PoolSettings settings(UpdateIdentityPoolRequest request) {
        refuseWhatIsNotBuilt(request);
        return new PoolSettings(
                request.allowUnauthenticatedIdentities(),
                isTrue(request.allowClassicFlow()),
                userPoolClients(request.cognitoIdentityProviders()),
                oidcProviders(request.openIdConnectProviderARNs()),
                publicProviders(request),
                request.identityPoolTags());
    }

    private static void refuseWhatIsNotBuilt(UpdateIdentityPoolRequest request) {
        if (!request.samlProviderARNs().isEmpty()) {
            throw Refusals.settingNotBuilt("SamlProviderARNs");
        }
        if (request.developerProviderName() != null) {
            throw Refusals.settingNotBuilt("DeveloperProviderName");
        }
    }

    private List<UserPoolClient> userPoolClients(List<CognitoIdentityProvider> providers) {
        if (providers.size() > MAX_USER_POOL_CLIENTS) {
            throw Refusals.tooManyProviders(MAX_USER_POOL_CLIENTS);
        }
        return providers.stream().map(this::userPoolClient).toList();
    }

    private UserPoolClient userPoolClient(CognitoIdentityProvider provider) {
        if (isTrue(provider.serverSideTokenCheck())) {
            throw Refusals.settingNotBuilt("ServerSideTokenCheck");
        }
        if (provider.providerName() == null
                || provider.clientId() == null
                || userPools.poolId(provider.providerName()).isEmpty()) {
            throw Refusals.invalidCognitoProvider();
        }
        return new UserPoolClient(provider.providerName(), provider.clientId());
    }

    private List<String> oidcProviders(List<String> arns) {
        for (String arn : arns) {
            if (!arn.startsWith(oidcArnPrefix) || arn.length() == oidcArnPrefix.length()) {
                throw Refusals.invalidOidcProvider(arn);
            }
        }
        return arns;
    }

    private static Map<String, String> publicProviders(UpdateIdentityPoolRequest request) {
        if (!PUBLIC_PROVIDERS.containsAll(request.supportedLoginProviders().keySet())) {
            throw Refusals.invalidPublicProvider();
        }
        return request.supportedLoginProviders();
    }

    private static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
