package dev.signet.testkit;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * AWS SDK clients that speak to one endpoint with one caller's credentials. They do not retry: an internal error shows at
 * once.
 */
public final class SignetClients {
    private static final Region REGION = Region.US_EAST_1;

    private final URI endpoint;
    private final AwsCredentialsProvider credentials;
    private final Map<String, String> headers;
    private final Map<Class<?>, SdkClient> clients = new ConcurrentHashMap<>();

    private SignetClients(URI endpoint, AwsCredentialsProvider credentials) {
        this(endpoint, credentials, Map.of());
    }

    private SignetClients(URI endpoint, AwsCredentialsProvider credentials, Map<String, String> headers) {
        this.endpoint = endpoint;
        this.credentials = credentials;
        this.headers = Map.copyOf(headers);
    }

    /** Clients without credentials. */
    public static SignetClients at(URI endpoint) {
        return new SignetClients(endpoint, AnonymousCredentialsProvider.create());
    }

    /** Clients without credentials, for the service that the running {@code @QuarkusTest} tests. */
    public static SignetClients underTest() {
        return at(URI.create(ConfigProvider.getConfig().getValue("test.url", String.class)));
    }

    /** Clients of the operator of a {@link BackingServers} test. */
    public SignetClients operator() {
        return as(AwsBasicCredentials.create(OperatorFiles.ACCESS_KEY_ID, OperatorFiles.SECRET_ACCESS_KEY));
    }

    /** Clients of the operator whose credentials file this is. */
    public SignetClients operator(Path credentialsFile) {
        ProfileFile file = ProfileFile.builder()
                .content(credentialsFile)
                .type(ProfileFile.Type.CREDENTIALS)
                .build();
        return new SignetClients(
                endpoint,
                ProfileCredentialsProvider.builder()
                        .profileFile(file)
                        .profileName("default")
                        .build());
    }

    /** Clients with credentials of any kind. */
    public SignetClients as(AwsCredentials caller) {
        return new SignetClients(endpoint, StaticCredentialsProvider.create(caller));
    }

    /** Clients with temporary credentials as an identity pool hands them out. */
    public SignetClients as(software.amazon.awssdk.services.cognitoidentity.model.Credentials session) {
        return as(AwsSessionCredentials.create(session.accessKeyId(), session.secretKey(), session.sessionToken()));
    }

    /** Clients with temporary credentials as STS hands them out. */
    public SignetClients as(software.amazon.awssdk.services.sts.model.Credentials session) {
        return as(
                AwsSessionCredentials.create(session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    /** The same clients, which send a header with every request. */
    public SignetClients sending(String header, String value) {
        return new SignetClients(endpoint, credentials, Map.of(header, value));
    }

    public URI endpoint() {
        return endpoint;
    }

    public CognitoIdentityProviderClient userPools() {
        return client(CognitoIdentityProviderClient.class, CognitoIdentityProviderClient::builder);
    }

    public CognitoIdentityClient identityPools() {
        return client(CognitoIdentityClient.class, CognitoIdentityClient::builder);
    }

    public CognitoSyncClient sync() {
        return client(CognitoSyncClient.class, CognitoSyncClient::builder);
    }

    public SnsClient sns() {
        return client(SnsClient.class, SnsClient::builder);
    }

    public StsClient sts() {
        return client(StsClient.class, StsClient::builder);
    }

    public IamClient iam() {
        return client(IamClient.class, IamClient::builder);
    }

    private <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> C client(
            Class<C> type, Supplier<B> builder) {
        return type.cast(clients.computeIfAbsent(type, _ -> builder.get()
                .endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(settings -> {
                    settings.retryStrategy(DefaultRetryStrategy.doNotRetry());
                    headers.forEach(settings::putHeader);
                })
                .build()));
    }
}
