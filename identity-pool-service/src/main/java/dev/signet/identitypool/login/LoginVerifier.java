package dev.signet.identitypool.login;

import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.oidcprovider.TokenRefused;
import dev.signet.identitypool.oidcprovider.TokenRefused.Reason;
import dev.signet.identitypool.oidcprovider.TokenVerifier;
import dev.signet.identitypool.oidcprovider.TrustedIssuer;
import dev.signet.identitypool.oidcprovider.VerifiedToken;
import dev.signet.identitypool.pool.IdentityPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Verifies the tokens of a call. One that is not good fails the whole call. */
@ApplicationScoped
public class LoginVerifier {
    private final LoginProviders providers;
    private final TokenVerifier tokens;

    LoginVerifier(LoginProviders providers, TokenVerifier tokens) {
        this.providers = providers;
        this.tokens = tokens;
    }

    /** The proven logins, in the order in which the pool's own tokens name them. */
    public Uni<List<ProvenLogin>> prove(IdentityPool pool, Map<String, String> logins) {
        List<Uni<ProvenLogin>> proofs = logins.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(login -> prove(pool, login.getKey(), login.getValue()))
                .toList();
        return Uni.join().all(proofs).andFailFast();
    }

    /** The one name of a provider that goes by several. */
    public String canonical(String provider) {
        return providers.canonical(provider);
    }

    private Uni<ProvenLogin> prove(IdentityPool pool, String key, String token) {
        return providers.find(pool, key).chain(provider -> prove(provider, token));
    }

    private Uni<ProvenLogin> prove(LoginProvider provider, String token) {
        return Uni.createFrom()
                .item(() -> issuer(provider, tokens.claimedIssuer(token)))
                .chain(issuer -> tokens.verify(token, issuer, provider.clientIds()))
                .onFailure(TokenRefused.class)
                .transform(failure -> refusal(provider, (TokenRefused) failure))
                .map(verified -> proven(provider, verified));
    }

    private static ProvenLogin proven(LoginProvider provider, VerifiedToken token) {
        if (provider instanceof LoginProvider.UserPool
                && !Objects.equals(token.claims().get("token_use"), "id")) {
            throw Refusals.invalidLoginToken("Not an ID token.");
        }
        return new ProvenLogin(
                provider.name(),
                token.subject(),
                List.of(provider.name(), provider.method(token)),
                roles(provider, token));
    }

    /** Which of the provider's issuers a token claims to be of; whether it is, is verified after. */
    private static TrustedIssuer issuer(LoginProvider provider, String claimed) {
        return provider.issuers().stream()
                .filter(issuer -> issuer.issuer().equals(claimed))
                .findFirst()
                .orElseThrow(() -> new TokenRefused(Reason.INVALID, "Issuer doesn't match providerName"));
    }

    private static RuntimeException refusal(LoginProvider provider, TokenRefused refused) {
        return switch (refused.reason()) {
            case AUDIENCE -> Refusals.unsupportedProvider();
            case UNREACHABLE -> Refusals.providerUnreachable(provider.name());
            case EXPIRED, INVALID, MALFORMED -> Refusals.invalidLoginToken(String.valueOf(refused.getMessage()));
        };
    }

    /** Only a user pool says which roles its user may ask for. */
    private static List<String> roles(LoginProvider provider, VerifiedToken token) {
        if (provider instanceof LoginProvider.UserPool
                && token.claims().get("cognito:roles") instanceof List<?> roles) {
            return roles.stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList();
        }
        return List.of();
    }
}
