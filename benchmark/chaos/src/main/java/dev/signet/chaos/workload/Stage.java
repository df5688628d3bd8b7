package dev.signet.chaos.workload;

import dev.signet.chaos.push.PushApplication;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/**
 * What the operator sets up before anything fails: a user pool with a client, and an identity pool for guests, whose Android
 * devices are pushed to.
 */
record Stage(String userPool, String client, String identityPool) {
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Principal": {"Federated": "cognito-identity.amazonaws.com"},
              "Action": "sts:AssumeRoleWithWebIdentity",
              "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"}}
            }]}
            """;
    private static final String OWN_DATA = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Action": "cognito-sync:*",
              "Resource": "arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}/identity/\
            ${cognito-identity.amazonaws.com:sub}*"
            }]}
            """;

    static Stage set(Suite suite) {
        String name = "chaos-" + UUID.randomUUID().toString().substring(0, 8);
        var users = suite.userPools(suite.operator());
        String userPool = users.createUserPool(
                        request -> request.poolName(name).autoVerifiedAttributes(VerifiedAttributeType.EMAIL))
                .userPool()
                .id();
        String client = users.createUserPoolClient(request -> request.userPoolId(userPool)
                        .clientName(name)
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .userPoolClient()
                .clientId();
        return new Stage(userPool, client, identityPool(suite, name));
    }

    private static String identityPool(Suite suite, String name) {
        var identities = suite.identityPools(suite.operator());
        var iam = suite.iam(suite.operator());
        String pool = identities
                .createIdentityPool(request -> request.identityPoolName(name).allowUnauthenticatedIdentities(true))
                .identityPoolId();
        String role = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(TRUST.formatted(pool)))
                .role()
                .arn();
        iam.putRolePolicy(request -> request.roleName(name).policyName("data").policyDocument(OWN_DATA));
        identities.setIdentityPoolRoles(request -> request.identityPoolId(pool).roles(Map.of("unauthenticated", role)));
        PushApplication.serve(pool, suite.sns(suite.operator()), iam, suite.sync(suite.operator()));
        return pool;
    }
}
