package dev.signet.identitypool;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.ResourceNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.IamRequest;
import software.amazon.awssdk.services.sts.model.StsRequest;

/**
 * Names what requests of identity pools, IAM and STS are about. Operations on identities alone have no resource, as in
 * AWS's service authorization reference.
 */
@ApplicationScoped
class IdentityPoolResourceNames implements ResourceNames {
    private static final String ANY = "*";

    private final AccountConfig account;

    IdentityPoolResourceNames(AccountConfig account) {
        this.account = account;
    }

    @Override
    public String arnOf(SdkPojo request) {
        return switch (request) {
            case CognitoIdentityRequest pools ->
                field(pools, "IdentityPoolId").map(this::pool).orElse(ANY);
            case StsRequest sts -> field(sts, "RoleArn").orElse(ANY);
            case CreateOpenIdConnectProviderRequest provider -> oidcProvider(provider.url());
            case IamRequest iam ->
                field(iam, "OpenIDConnectProviderArn")
                        .or(() -> field(iam, "RoleName").map(name -> role(iam, name)))
                        .orElse(ANY);
            default -> ANY;
        };
    }

    private String pool(String id) {
        return "arn:aws:cognito-identity:" + account.region() + ":" + account.accountId() + ":identitypool/" + id;
    }

    private String role(IamRequest request, String name) {
        return "arn:aws:iam::" + account.accountId() + ":role"
                + field(request, "Path").orElse("/") + name;
    }

    private String oidcProvider(String url) {
        return "arn:aws:iam::" + account.accountId() + ":oidc-provider/" + url.replaceFirst("^https?://", "");
    }

    private static Optional<String> field(SdkRequest request, String name) {
        return request.getValueForField(name, String.class);
    }
}
