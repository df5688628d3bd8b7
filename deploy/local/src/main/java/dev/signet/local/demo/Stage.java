package dev.signet.local.demo;

import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * What an operator sets up once for an application: a user pool with a client, an identity pool, and the roles of guests
 * and of signed-in users.
 */
record Stage(String userPool, String client, String identityPool, String guestRole, String memberRole) {
    private static final String OWN_DATA = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Action": "cognito-sync:*",
              "Resource": "arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}/identity/\
            ${cognito-identity.amazonaws.com:sub}*"
            }]}
            """;
    private static final String NO_DATA = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow", "Action": "cognito-sync:List*", "Resource": "*"
            }, {
              "Effect": "Deny", "Action": "cognito-sync:UpdateRecords", "Resource": "*"
            }]}
            """;

    static Stage set(Clients operator, String issuerHost) {
        String name = "demo-" + UUID.randomUUID().toString().substring(0, 8);
        try (var users = operator.userPools();
                var identities = operator.identityPools();
                var iam = operator.iam()) {
            String userPool = userPool(users, name);
            String client = client(users, userPool, name);
            String identityPool = identityPool(identities, name, issuerHost + "/" + userPool, client);
            String guest = role(iam, name + "-guest", identityPool, "unauthenticated", NO_DATA);
            String member = role(iam, name + "-member", identityPool, "authenticated", OWN_DATA);
            identities.setIdentityPoolRoles(request -> request.identityPoolId(identityPool)
                    .roles(java.util.Map.of("unauthenticated", guest, "authenticated", member)));
            return new Stage(userPool, client, identityPool, guest, member);
        }
    }

    private static String userPool(CognitoIdentityProviderClient users, String name) {
        return users.createUserPool(
                        request -> request.poolName(name).autoVerifiedAttributes(VerifiedAttributeType.EMAIL))
                .userPool()
                .id();
    }

    private static String client(CognitoIdentityProviderClient users, String pool, String name) {
        return users.createUserPoolClient(request -> request.userPoolId(pool)
                        .clientName(name)
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .userPoolClient()
                .clientId();
    }

    private static String identityPool(CognitoIdentityClient identities, String name, String provider, String client) {
        return identities
                .createIdentityPool(request -> request.identityPoolName(name)
                        .allowUnauthenticatedIdentities(true)
                        .cognitoIdentityProviders(
                                each -> each.providerName(provider).clientId(client)))
                .identityPoolId();
    }

    private static String role(IamClient iam, String name, String identityPool, String proof, String policy) {
        String trust = """
                {"Version": "2012-10-17", "Statement": [{
                  "Effect": "Allow",
                  "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                  "Action": "sts:AssumeRoleWithWebIdentity",
                  "Condition": {
                    "StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"},
                    "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "%s"}
                  }
                }]}
                """.formatted(identityPool, proof);
        String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        iam.putRolePolicy(request -> request.roleName(name).policyName("data").policyDocument(policy));
        return arn;
    }

    /** Takes away all that was set up. */
    void strike(Clients operator) {
        try (var users = operator.userPools();
                var identities = operator.identityPools();
                var iam = operator.iam()) {
            identities.deleteIdentityPool(request -> request.identityPoolId(identityPool));
            users.deleteUserPool(request -> request.userPoolId(userPool));
            for (String arn : java.util.List.of(guestRole, memberRole)) {
                String role = arn.substring(arn.lastIndexOf('/') + 1);
                iam.deleteRolePolicy(request -> request.roleName(role).policyName("data"));
                iam.deleteRole(request -> request.roleName(role));
            }
        }
    }
}
