package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.suite.Calls;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an operator sets up once: a user pool with a client, an identity pool, and the roles of guests and of signed-in users. */
public record Stage(String userPool, String client, String identityPool, String issuer) {
    private static final Pattern ARN = Pattern.compile("<Arn>([^<]+)</Arn>");
    private static final String OWN_DATA = """
            {"Version": "2012-10-17", "Statement": [{
              "Effect": "Allow",
              "Action": "cognito-sync:*",
              "Resource": "arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}/identity/\
            ${cognito-identity.amazonaws.com:sub}*"
            }]}
            """;

    /** Sets everything up under a name. */
    public static Stage set(Calls calls, String issuerHost, String name) {
        String userPool = calls.askUserPools("CreateUserPool", Map.of("PoolName", name))
                .at("/UserPool/Id")
                .asText();
        String client = client(calls, userPool, name);
        String issuer = issuerHost + "/" + userPool;
        String identityPool = calls.askIdentityPools(
                        "CreateIdentityPool",
                        Map.of(
                                "IdentityPoolName",
                                name,
                                "AllowUnauthenticatedIdentities",
                                true,
                                "CognitoIdentityProviders",
                                List.of(Map.of("ProviderName", issuer, "ClientId", client))))
                .get("IdentityPoolId")
                .asText();
        calls.askIdentityPools(
                "SetIdentityPoolRoles",
                Map.of(
                        "IdentityPoolId",
                        identityPool,
                        "Roles",
                        Map.of(
                                "unauthenticated", role(calls, name + "-guest", identityPool, "unauthenticated"),
                                "authenticated", role(calls, name + "-member", identityPool, "authenticated"))));
        return new Stage(userPool, client, identityPool, issuer);
    }

    private static String client(Calls calls, String userPool, String name) {
        return calls.askUserPools(
                        "CreateUserPoolClient",
                        Map.of(
                                "UserPoolId", userPool,
                                "ClientName", name,
                                "ExplicitAuthFlows",
                                        List.of(
                                                "ALLOW_USER_SRP_AUTH",
                                                "ALLOW_USER_PASSWORD_AUTH",
                                                "ALLOW_REFRESH_TOKEN_AUTH")))
                .at("/UserPoolClient/ClientId")
                .asText();
    }

    private static String role(Calls calls, String name, String identityPool, String proof) {
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
        String made = calls.askIam("CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", trust));
        calls.askIam("PutRolePolicy", Map.of("RoleName", name, "PolicyName", "data", "PolicyDocument", OWN_DATA));
        Matcher arn = ARN.matcher(made);
        if (!arn.find()) {
            throw new IllegalStateException("The role has no ARN: " + made);
        }
        return arn.group(1);
    }
}
