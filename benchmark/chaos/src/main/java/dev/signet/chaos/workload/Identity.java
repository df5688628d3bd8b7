package dev.signet.chaos.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;

/** An identity with its credentials, which it renews in time as a real client does. */
final class Identity implements AwsCredentialsProvider {
    private static final Duration EARLY = Duration.ofMinutes(20);

    private final Stage stage;
    private final String id;
    private final CognitoIdentityClient identities;
    private final CognitoSyncClient sync;
    private AwsSessionCredentials credentials;
    private Instant renewAt;

    Identity(Suite suite, Stage stage) {
        this.stage = stage;
        this.identities = suite.identityPools(Suite.nobody());
        this.id = identities
                .getId(request -> request.identityPoolId(stage.identityPool()))
                .identityId();
        var first = fetch();
        this.credentials = session(first);
        this.renewAt = first.expiration().minus(EARLY);
        this.sync = suite.sync(this);
    }

    private software.amazon.awssdk.services.cognitoidentity.model.Credentials fetch() {
        return identities
                .getCredentialsForIdentity(request -> request.identityId(id))
                .credentials();
    }

    private static AwsSessionCredentials session(
            software.amazon.awssdk.services.cognitoidentity.model.Credentials from) {
        return AwsSessionCredentials.create(from.accessKeyId(), from.secretKey(), from.sessionToken());
    }

    /** While there is time, credentials that cannot be renewed now are used on. */
    @Override
    public synchronized AwsSessionCredentials resolveCredentials() {
        if (Instant.now().isAfter(renewAt)) {
            var next = fetch();
            credentials = session(next);
            renewAt = next.expiration().minus(EARLY);
        }
        return credentials;
    }

    String id() {
        return id;
    }

    String pool() {
        return stage.identityPool();
    }

    /** Whose data a device is told of, by a name that only those of this pool share with its identities. */
    String owner(String identityPool, String identity) {
        return identityPool.equals(pool()) ? identity : identityPool + "|" + identity;
    }

    CognitoSyncClient sync() {
        return sync;
    }

    /** A new device that listens over a live connection. */
    String registerLiveDevice() {
        return register("LIVE", UUID.randomUUID().toString());
    }

    /** A new device that a push service reaches. */
    String registerAndroidDevice(String token) {
        return register("GCM", token);
    }

    private String register(String platform, String token) {
        return sync.registerDevice(request -> request.identityPoolId(pool())
                        .identityId(id)
                        .platform(platform)
                        .token(token))
                .deviceId();
    }
}
