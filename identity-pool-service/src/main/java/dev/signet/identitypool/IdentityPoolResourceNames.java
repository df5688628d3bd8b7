package dev.signet.identitypool;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.ResourceNames;
import dev.signet.identitypool.oidcprovider.ProviderUrl;
import dev.signet.identitypool.role.RoleArns;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityRequest;
import software.amazon.awssdk.services.iam.model.CreateOpenIdConnectProviderRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
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
    private final RoleArns roleArns;

    IdentityPoolResourceNames(AccountConfig account, RoleArns roleArns) {
        this.account = account;
        this.roleArns = roleArns;
    }

    /** All but the request that makes a role name it without its path. */
    @Override
    public Uni<String> find(SdkPojo request) {
        Optional<String> roleName = request instanceof IamRequest iam && !(request instanceof CreateRoleRequest)
                ? field(iam, "RoleName")
                : Optional.empty();
        String unfound = arnOf(request);
        return roleName.map(name -> roleArns.find(name).map(found -> found.orElse(unfound)))
                .orElseGet(() -> Uni.createFrom().item(unfound));
    }

    @Override
    public String arnOf(SdkPojo request) {
        return switch (request) {
            case CognitoIdentityRequest pools ->
                field(pools, "IdentityPoolId").map(this::pool).orElse(ANY);
            case StsRequest sts -> field(sts, "RoleArn").orElse(ANY);
            case CreateOpenIdConnectProviderRequest provider -> ProviderUrl.arn(provider.url(), account.accountId());
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

    private static Optional<String> field(SdkRequest request, String name) {
        return request.getValueForField(name, String.class);
    }
}
