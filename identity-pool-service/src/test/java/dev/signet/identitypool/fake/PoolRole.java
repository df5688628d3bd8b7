package dev.signet.identitypool.fake;

import dev.signet.testkit.SignetClients;
import java.util.UUID;
import software.amazon.awssdk.services.iam.IamClient;

/** An IAM role of one test. */
public record PoolRole(String name, String arn) {
    private static final String ALLOW_ALL =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";

    /** A role for everything, for the guests of a pool. */
    public static PoolRole forGuests(TestPool pool) {
        return of(trust(pool.id(), "unauthenticated"), ALLOW_ALL);
    }

    /** A role for everything, for the users of a pool. */
    public static PoolRole forUsers(TestPool pool) {
        return of(trust(pool.id(), "authenticated"), ALLOW_ALL);
    }

    /** A role that Cognito identities of a pool may take if their {@code amr} holds a value like this. */
    public static PoolRole trusting(String poolId, String amr) {
        return of(trust(poolId, amr), ALLOW_ALL);
    }

    public static PoolRole of(String trustPolicy, String policy) {
        String name = "role-" + UUID.randomUUID();
        String arn = iam().createRole(it -> it.roleName(name).assumeRolePolicyDocument(trustPolicy))
                .role()
                .arn();
        iam().putRolePolicy(it -> it.roleName(name).policyName("all").policyDocument(policy));
        return new PoolRole(name, arn);
    }

    public static String trust(String poolId, String amr) {
        return """
                {"Version":"2012-10-17","Statement":[{
                  "Effect":"Allow",
                  "Principal":{"Federated":"cognito-identity.amazonaws.com"},
                  "Action":"sts:AssumeRoleWithWebIdentity",
                  "Condition":{
                    "StringEquals":{"cognito-identity.amazonaws.com:aud":"%s"},
                    "ForAnyValue:StringLike":{"cognito-identity.amazonaws.com:amr":"%s"}}}]}
                """.formatted(poolId, amr);
    }

    private static IamClient iam() {
        return SignetClients.underTest().operator().iam();
    }
}
