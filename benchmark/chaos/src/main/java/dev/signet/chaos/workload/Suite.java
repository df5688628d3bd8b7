package dev.signet.chaos.workload;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The AWS SDK's own clients of a suite. None tries again by itself, so that each attempt is one line of the history, and
 * none waits for long.
 */
final class Suite implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final WorkloadTarget target;
    private final SdkHttpClient http = ApacheHttpClient.builder()
            .maxConnections(400)
            .connectionTimeout(Duration.ofSeconds(2))
            .socketTimeout(PATIENCE)
            .build();
    private final Deque<SdkClient> open = new ArrayDeque<>();

    Suite(WorkloadTarget target) {
        this.target = target;
    }

    WorkloadTarget target() {
        return target;
    }

    AwsCredentialsProvider operator() {
        return ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(target.operatorCredentials())
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .build();
    }

    static AwsCredentialsProvider nobody() {
        return AnonymousCredentialsProvider.create();
    }

    CognitoIdentityProviderClient userPools(AwsCredentialsProvider caller) {
        return client(CognitoIdentityProviderClient::builder, caller);
    }

    CognitoIdentityClient identityPools(AwsCredentialsProvider caller) {
        return client(CognitoIdentityClient::builder, caller);
    }

    CognitoSyncClient sync(AwsCredentialsProvider caller) {
        return client(CognitoSyncClient::builder, caller);
    }

    IamClient iam(AwsCredentialsProvider caller) {
        return client(IamClient::builder, caller);
    }

    SnsClient sns(AwsCredentialsProvider caller) {
        return client(SnsClient::builder, caller);
    }

    private synchronized <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            Supplier<B> builder, AwsCredentialsProvider caller) {
        C client = builder.get()
                .endpointOverride(target.endpoint())
                .region(Region.of(target.region()))
                .credentialsProvider(caller)
                .httpClient(http)
                .overrideConfiguration(settings -> settings.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(PATIENCE))
                .build();
        open.push(client);
        return client;
    }

    @Override
    public synchronized void close() {
        open.forEach(SdkClient::close);
        http.close();
    }
}
