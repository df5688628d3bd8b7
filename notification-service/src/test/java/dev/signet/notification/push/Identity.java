package dev.signet.notification.push;

import static org.awaitility.Awaitility.await;

import dev.signet.events.DatasetChanged;
import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.Event;
import dev.signet.events.IdentityEvent.IdentitiesMerged;
import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.UnitOfWork;
import dev.signet.iam.RoleSession;
import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.session.SessionGrant;
import dev.signet.iam.session.TemporaryCredentials;
import dev.signet.keyset.Keyset;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** An identity of a test's own, with devices, told to the service by the same events that the other services send. */
@Dependent
public class Identity {
    static final String POOL = "us-east-1:11111111-2222-3333-4444-555555555555";

    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity",
             "Principal": {"Federated": "cognito-identity.amazonaws.com"},
             "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "any"}}}}
            """;

    final String id = "us-east-1:" + UUID.randomUUID();
    private final String role = "arn:aws:iam::000000000000:role/" + UUID.randomUUID();
    private final UnitOfWork unitOfWork;
    private final SessionCredentials sessions;
    private final Keyset keyset;

    Identity(UnitOfWork unitOfWork, SessionCredentials sessions, Keyset keyset) {
        this.unitOfWork = unitOfWork;
        this.sessions = sessions;
        this.keyset = keyset;
    }

    private void send(Event event) {
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> work.publish(event)))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    String liveDevice(Map<String, Long> subscriptions) {
        String device = UUID.randomUUID().toString();
        subscribe(device, null, subscriptions, 1);
        return device;
    }

    void subscribe(String device, @Nullable String application, Map<String, Long> subscriptions, long version) {
        send(device(device, "token-" + device, application, subscriptions, version));
    }

    /** A fresh device with a token that was seen before or not. */
    String subscribe(String token, String application, String dataset) {
        String device = UUID.randomUUID().toString();
        send(device(device, token, application, Map.of(dataset, 0L), 1));
        return device;
    }

    private DeviceState device(
            String device, String token, @Nullable String application, Map<String, Long> subscriptions, long version) {
        String sealed = keyset.sealText(token, DeviceState.TOKEN_SEAL);
        String platform = application == null ? "LIVE" : application.split("/", -1)[1];
        return new DeviceState(device, POOL, id, platform, application, sealed, subscriptions, version);
    }

    void gone(String device) {
        send(new DeviceGone(device));
    }

    void deleted() {
        send(new IdentityDeleted(POOL, id, Instant.now()));
    }

    void mergedInto(Identity other) {
        send(new IdentitiesMerged(POOL, other.id, id, Instant.now()));
    }

    void write(String dataset, long count, @Nullable String writer) {
        send(new DatasetChanged(POOL, id, dataset, count, writer, false, Instant.now()));
    }

    /** A write of which the sync service says who followed the dataset at that moment. */
    void write(String dataset, long count, @Nullable String writer, List<String> followers) {
        send(new DatasetChanged(POOL, id, dataset, count, writer, false, Instant.now(), followers));
    }

    /** Credentials of a role that may do {@code action}. */
    AwsSessionCredentialsIdentity credentials(String action) {
        return credentials(action, "{}", Duration.ofMinutes(10));
    }

    AwsSessionCredentialsIdentity credentials(String action, Duration lasting) {
        return credentials(action, "{}", lasting);
    }

    /** Credentials of a role that may do {@code action} on a condition. */
    AwsSessionCredentialsIdentity credentials(String action, String condition) {
        return credentials(action, condition, Duration.ofMinutes(10));
    }

    private AwsSessionCredentialsIdentity credentials(String action, String condition, Duration lasting) {
        send(new RoleState(role, "AROATEST", 3600, TRUST, Map.of("it", """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "%s", "Resource":
                 "arn:aws:cognito-sync:*:*:identitypool/*/identity/${cognito-identity.amazonaws.com:sub}/*",
                 "Condition": %s}}
                """.formatted(action, condition))));
        TemporaryCredentials made = sessions.issue(new SessionGrant(
                role,
                "AROATEST",
                "test",
                Instant.now().plus(lasting),
                List.of(),
                Map.of(RoleSession.IDENTITY_POOL, List.of(POOL), RoleSession.IDENTITY, List.of(id))));
        return AwsSessionCredentialsIdentity.create(made.accessKeyId(), made.secretAccessKey(), made.sessionToken());
    }

    AwsSessionCredentialsIdentity credentials() {
        return credentials("cognito-sync:*");
    }

    LiveClient connect(String device, @Nullable String lastId) throws Exception {
        AwsSessionCredentialsIdentity credentials = credentials();
        awaitAdmission(device, credentials);
        return LiveClient.connect(live(device), credentials, lastId);
    }

    /** A role reaches the service a moment after it was made, so the first tries may be refused. */
    void awaitAdmission(String device, AwsCredentialsIdentity as) {
        await().until(() -> LiveClient.status(live(device), as) == 200);
    }

    URI live(String device) {
        String base = ConfigProvider.getConfig().getValue("test.url", String.class);
        return URI.create(base + "/live/" + (POOL + "/" + id).replace(":", "%3A") + "/" + device);
    }
}
