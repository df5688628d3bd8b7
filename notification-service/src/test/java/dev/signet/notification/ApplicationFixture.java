package dev.signet.notification;

import dev.signet.notification.publish.FakeFcm;
import dev.signet.testkit.SignetClients;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;

/** Makes platform applications and endpoints of a test's own. */
public final class ApplicationFixture {
    /** All service accounts have one: making a key takes long. */
    private static final String KEY = key();

    private ApplicationFixture() {}

    public static SnsClient operator() {
        return SignetClients.underTest().operator().sns();
    }

    public static String name() {
        return "app-" + UUID.randomUUID();
    }

    /** A Google service account. */
    public static String serviceAccount() {
        return serviceAccount("test-project");
    }

    /** A Google service account of a project. */
    public static String serviceAccount(String project) {
        return serviceAccount(project, "push");
    }

    /** A Google service account to which Google gives no access tokens any more. */
    public static String revokedServiceAccount() {
        return serviceAccount("test-project", FakeFcm.REVOKED);
    }

    private static String serviceAccount(String project, String account) {
        return """
                {"type": "service_account", "project_id": "%s",
                 "client_email": "%s@test-project.iam.gserviceaccount.com", "private_key": "%s"}
                """.formatted(project, account, KEY);
    }

    private static String key() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            String key = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            return "-----BEGIN PRIVATE KEY-----\\n" + key.replace("\n", "\\n") + "\\n-----END PRIVATE KEY-----\\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String application() {
        return application(serviceAccount());
    }

    public static String application(String credential) {
        return operator()
                .createPlatformApplication(request ->
                        request.name(name()).platform("GCM").attributes(Map.of("PlatformCredential", credential)))
                .platformApplicationArn();
    }

    public static String endpoint(String application, String token) {
        return operator()
                .createPlatformEndpoint(
                        request -> request.platformApplicationArn(application).token(token))
                .endpointArn();
    }
}
