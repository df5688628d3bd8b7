package dev.signet.benchmark.micro;

import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.PermissionPolicy;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.iam.policy.RequestContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Decides by a role's policy whether an identity may write its own data. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class PolicyBenchmark {
    private static final String POOL = "us-east-1:0f0d6a30-4b1f-4c54-9d6a-5f8a7f1f9a10";
    private static final String IDENTITY = "us-east-1:5d1d1f68-0a5b-4b8e-8a8c-0b1d6a3f9f77";

    private final PermissionPolicy policy;
    private final AccessRequest request = new AccessRequest(
            "cognito-sync:UpdateRecords",
            "arn:aws:cognito-sync:us-east-1:000000000000:identitypool/" + POOL + "/identity/" + IDENTITY
                    + "/dataset/settings",
            RequestContext.of(Map.of(
                    "cognito-identity.amazonaws.com:aud", List.of(POOL),
                    "cognito-identity.amazonaws.com:sub", List.of(IDENTITY))));

    public PolicyBenchmark() {
        try {
            policy = PermissionPolicy.parse("""
                    {"Version": "2012-10-17", "Statement": [
                      {"Effect": "Deny", "Action": "cognito-sync:Delete*", "Resource": "*",
                       "Condition": {"Bool": {"aws:SecureTransport": "false"}}},
                      {"Effect": "Allow", "Action": "cognito-sync:*",
                       "Resource": "arn:aws:cognito-sync:*:*:identitypool/${cognito-identity.amazonaws.com:aud}/identity/\
                    ${cognito-identity.amazonaws.com:sub}*"}]}
                    """);
        } catch (PolicyMalformed e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public Decision decide() {
        return policy.decide(request);
    }
}
