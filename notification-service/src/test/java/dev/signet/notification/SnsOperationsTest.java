package dev.signet.notification;

import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.session.SessionGrant;
import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.testkit.operation.OperationContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** What holds for every operation of SNS. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class SnsOperationsTest extends OperationContract {
    private static final String APPLICATION = "arn:aws:sns:us-east-1:000000000000:app/GCM/absent";

    @Inject
    SessionCredentials sessions;

    private final String application = ApplicationFixture.application();
    private final String endpoint = ApplicationFixture.endpoint(application, "token-" + UUID.randomUUID());

    private final Map<String, ?> known = Map.of(
            "PlatformApplicationArn",
            application,
            "EndpointArn",
            endpoint,
            "TargetArn",
            endpoint,
            "Platform",
            "GCM",
            "Name",
            ApplicationFixture.name(),
            "Token",
            "token",
            "SetPlatformApplicationAttributes.Attributes",
            Map.of("Enabled", "true"),
            "SetEndpointAttributes.Attributes",
            Map.of("Enabled", "true"),
            "CreatePlatformApplication.Attributes",
            Map.of("PlatformCredential", ApplicationFixture.serviceAccount()));

    @Override
    protected Map<String, ?> known() {
        return known;
    }

    @Override
    protected SignetClients powerless() {
        var session = sessions.issue(new SessionGrant(
                "arn:aws:iam::000000000000:role/absent",
                "AROAABSENT",
                "test",
                Instant.now().plusSeconds(600),
                List.of(),
                Map.of()));
        return SignetClients.underTest()
                .as(AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    @Override
    protected List<Wrong> wrong() {
        return List.of(
                new Wrong(
                        "PlatformApplicationArn",
                        APPLICATION,
                        "NotFound",
                        "PlatformApplication does not exist",
                        operation -> !operation.equals("DeletePlatformApplication")),
                new Wrong(
                        "EndpointArn",
                        APPLICATION.replace(":app/", ":endpoint/") + "/" + UUID.randomUUID(),
                        "NotFound",
                        "Endpoint does not exist",
                        operation -> !operation.equals("DeleteEndpoint")),
                new Wrong(
                        "TargetArn",
                        APPLICATION.replace(":app/", ":endpoint/") + "/" + UUID.randomUUID(),
                        "NotFound",
                        "Endpoint does not exist"));
    }
}
