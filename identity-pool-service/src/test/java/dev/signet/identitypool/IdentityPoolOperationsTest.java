package dev.signet.identitypool;

import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
import dev.signet.testkit.operation.OperationContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for every operation of identity pools, STS and IAM. */
@IdentityPoolTest
class IdentityPoolOperationsTest extends OperationContract {
    private static final String NOBODY = "us-east-1:00000000-0000-0000-0000-000000000000";

    private final FakeIssuer users = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users);
    private final TestRole role = TestRole.ofAccount();
    private final Map<String, String> logins = Map.of(users.name(), users.token("alice"));

    private final Map<String, ?> known = everything();

    @Override
    protected Map<String, ?> known() {
        return known;
    }

    private Map<String, ?> everything() {
        String provider = "arn:aws:iam::000000000000:oidc-provider/id.example/" + role.name();
        Map<String, Object> known = new HashMap<>();
        known.put("IdentityPoolId", pool.id());
        known.put("IdentityId", pool.getId(logins));
        known.put("Logins", logins);
        known.put("UnlinkIdentity.Logins", logins);
        known.put("LoginsToRemove", List.of(users.name()));
        known.put("IdentityIdsToDelete", List.of(NOBODY));
        known.put("Roles", Map.of("authenticated", role.arn()));
        known.put("RoleName", role.name());
        known.put("CreateRole.RoleName", "made-" + role.name());
        known.put("RoleArn", role.arn());
        known.put("RoleSessionName", "session");
        known.put("PolicyName", "policy");
        known.put("PolicyDocument", TestRole.allow("s3:*", "*"));
        known.put("AssumeRolePolicyDocument", TestRole.trust("{\"AWS\":\"000000000000\"}", "sts:AssumeRole", "{}"));
        known.put("UpdateAssumeRolePolicy.PolicyDocument", known.get("AssumeRolePolicyDocument"));
        known.put("WebIdentityToken", users.token("alice"));
        known.put("OpenIDConnectProviderArn", provider);
        known.put("Url", "https://id.example/" + role.name());
        return known;
    }

    @Override
    protected SignetClients powerless() {
        return role.clients();
    }

    @Override
    protected Set<String> openToEveryRole() {
        return Set.of("GetCallerIdentity");
    }

    @Override
    protected List<Wrong> wrong() {
        return List.of(
                new Wrong("IdentityPoolId", NOBODY, "ResourceNotFoundException", "'" + NOBODY + "' not found."),
                new Wrong("IdentityId", NOBODY, "ResourceNotFoundException", "'" + NOBODY + "' not found."),
                new Wrong(
                        "RoleName",
                        "nobody",
                        "NoSuchEntity",
                        "with name nobody cannot be found.",
                        operation -> !operation.equals("CreateRole")));
    }
}
