package dev.signet.chaos.nemesis;

import dev.signet.chaos.push.PushApplication;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * An application of the nemesis' own: a user pool with a client, and an identity pool whose guests may do all with their
 * own data. Clients other than the operator's do not retry and do not wait long, so that what a fault does shows.
 */
final class Application {
    static final Region REGION = Region.US_EAST_1;
    /** What is tried is tried once. */
    private static final ClientOverrideConfiguration HASTY = ClientOverrideConfiguration.builder()
            .retryStrategy(DefaultRetryStrategy.doNotRetry())
            .apiCallTimeout(Duration.ofSeconds(6))
            .build();
    /** What must be set up waits for a suite that has just been started. */
    private static final ClientOverrideConfiguration PATIENT = ClientOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(30))
            .apiCallTimeout(Duration.ofSeconds(90))
            .build();

    private static final String OWN_DATA = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "cognito-sync:*", "Resource": "*"}]}
            """;

    private final URI endpoint;
    private final AwsCredentialsProvider operator;
    private final String userPool;
    private final String client;
    private final String identityPool;

    private Application(URI endpoint, AwsCredentialsProvider operator) {
        this.endpoint = endpoint;
        this.operator = operator;
        String name = "nemesis-" + UUID.randomUUID().toString().substring(0, 8);
        try (var users = userPools(operator)) {
            this.userPool = users.createUserPool(
                            request -> request.poolName(name).autoVerifiedAttributes(VerifiedAttributeType.EMAIL))
                    .userPool()
                    .id();
            this.client = users.createUserPoolClient(request -> request.userPoolId(userPool)
                            .clientName(name)
                            .explicitAuthFlows(
                                    ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                    ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                    .userPoolClient()
                    .clientId();
        }
        try (var identities = identityPools(operator)) {
            this.identityPool = identities
                    .createIdentityPool(
                            request -> request.identityPoolName(name).allowUnauthenticatedIdentities(true))
                    .identityPoolId();
            String guests = role(name);
            identities.setIdentityPoolRoles(
                    request -> request.identityPoolId(identityPool).roles(Map.of("unauthenticated", guests)));
        }
    }

    static Application make(URI endpoint, Path operatorCredentials) {
        var operator = ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(operatorCredentials)
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .build();
        return new Application(endpoint, operator);
    }

    URI endpoint() {
        return endpoint;
    }

    String userPool() {
        return userPool;
    }

    /** The id of the user pool's client. */
    String client() {
        return client;
    }

    String identityPool() {
        return identityPool;
    }

    AwsCredentialsProvider operator() {
        return operator;
    }

    static AwsCredentialsProvider anybody() {
        return AnonymousCredentialsProvider.create();
    }

    /** A guest with an identity and credentials of its own. */
    Guest guest() {
        try (var identities = identityPools(anybody())) {
            String identity = identities
                    .getId(request -> request.identityPoolId(identityPool))
                    .identityId();
            var credentials = identities
                    .getCredentialsForIdentity(request -> request.identityId(identity))
                    .credentials();
            return new Guest(
                    identity,
                    AwsSessionCredentials.create(
                            credentials.accessKeyId(), credentials.secretKey(), credentials.sessionToken()));
        }
    }

    /** An identity and who may act for it. */
    record Guest(String identity, AwsSessionCredentials credentials) {
        AwsCredentialsProvider provider() {
            return StaticCredentialsProvider.create(credentials);
        }
    }

    /** A user who may sign in. */
    void addUser(String name, String password) {
        try (var users = userPools(operator)) {
            users.adminCreateUser(request -> request.userPoolId(userPool).username(name));
            users.adminSetUserPassword(request -> request.userPoolId(userPool)
                    .username(name)
                    .password(password)
                    .permanent(true));
        }
    }

    /** Has silent pushes to Android devices that register from now on go to our push server. */
    void pushThroughOurs() {
        try (var sns = pointed(SnsClient.builder(), operator);
                var iam = pointed(IamClient.builder(), operator);
                var sync = sync(operator)) {
            PushApplication.serve(identityPool, sns, iam, sync);
        }
    }

    CognitoIdentityProviderClient userPools(AwsCredentialsProvider caller) {
        return pointed(CognitoIdentityProviderClient.builder(), caller);
    }

    CognitoIdentityClient identityPools(AwsCredentialsProvider caller) {
        return pointed(CognitoIdentityClient.builder(), caller);
    }

    CognitoSyncClient sync(AwsCredentialsProvider caller) {
        return pointed(CognitoSyncClient.builder(), caller);
    }

    private String role(String name) {
        String trust = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                 "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"}}}}
                """.formatted(identityPool);
        try (var iam = pointed(IamClient.builder(), operator)) {
            String arn = iam.createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust))
                    .role()
                    .arn();
            iam.putRolePolicy(
                    request -> request.roleName(name).policyName("data").policyDocument(OWN_DATA));
            return arn;
        }
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C pointed(
            B builder, AwsCredentialsProvider caller) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(caller)
                .httpClientBuilder(ApacheHttpClient.builder().maxConnections(100))
                .overrideConfiguration(caller == operator ? PATIENT : HASTY)
                .build();
    }
}
