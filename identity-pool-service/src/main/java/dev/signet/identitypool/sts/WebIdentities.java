package dev.signet.identitypool.sts;

import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.StsRefusals;
import dev.signet.identitypool.oidcprovider.OidcProviders;
import dev.signet.identitypool.oidcprovider.Registration;
import dev.signet.identitypool.oidcprovider.TokenRefused;
import dev.signet.identitypool.oidcprovider.TokenVerifier;
import dev.signet.identitypool.oidcprovider.TrustedIssuer;
import dev.signet.identitypool.openid.PoolTokens;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Verifies tokens of identity pools and of the OpenID Connect providers that are registered in IAM. */
@ApplicationScoped
class WebIdentities {
    private static final String COGNITO = "cognito-identity.amazonaws.com";

    private final PoolTokens poolTokens;
    private final OidcProviders providers;
    private final TokenVerifier verifier;
    private final String providerPrefix;

    WebIdentities(PoolTokens poolTokens, OidcProviders providers, TokenVerifier verifier, AccountConfig account) {
        this.poolTokens = poolTokens;
        this.providers = providers;
        this.verifier = verifier;
        this.providerPrefix = "arn:aws:iam::" + account.accountId() + ":oidc-provider/";
    }

    /** The holder of a token, or a refusal that says why the token proves nobody. */
    Uni<WebIdentity> prove(String token) {
        return Uni.createFrom()
                .item(() -> verifier.claimedIssuer(token))
                .chain(issuer -> issuer.equals(poolTokens.issuer()) ? ofPool(token) : ofProvider(token, issuer))
                .onFailure(TokenRefused.class)
                .transform(refused -> refusal((TokenRefused) refused));
    }

    private Uni<WebIdentity> ofPool(String token) {
        return poolTokens.verify(token).map(verified -> new WebIdentity(COGNITO, COGNITO, verified));
    }

    private Uni<WebIdentity> ofProvider(String token, String issuer) {
        String name = issuer.substring(issuer.indexOf("://") < 0 ? 0 : issuer.indexOf("://") + 3);
        return providers.find(providerPrefix + name).chain(found -> verified(token, name, registered(found, issuer)));
    }

    private Uni<WebIdentity> verified(String token, String name, Registration provider) {
        return verifier.verify(token, TrustedIssuer.discovered(provider.issuer()), provider.clientIds())
                .map(verified -> new WebIdentity(provider.arn(), name, verified));
    }

    private static Registration registered(Optional<Registration> found, String issuer) {
        return found.orElseThrow(() -> StsRefusals.unknownIssuer(issuer));
    }

    private static RuntimeException refusal(TokenRefused refused) {
        String why = String.valueOf(refused.getMessage());
        return switch (refused.reason()) {
            case MALFORMED -> StsRefusals.notAToken();
            case INVALID, AUDIENCE -> StsRefusals.invalidToken(why);
            case EXPIRED -> StsRefusals.expiredToken(why);
            case UNREACHABLE -> StsRefusals.providerUnreachable(why);
        };
    }
}
