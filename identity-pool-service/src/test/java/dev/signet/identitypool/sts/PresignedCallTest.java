package dev.signet.identitypool.sts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;
import software.amazon.awssdk.services.sts.model.Credentials;

/** An address that says who signed it: so a cluster learns who logs in to it. */
@IdentityPoolTest
class PresignedCallTest {
    private static final String WHO = "Action=GetCallerIdentity&Version=2011-06-15";

    @Test
    void tellsWhoSignedAnAddress() throws Exception {
        // Given
        TestRole role = TestRole.ofAccount();
        URI address = presigned(role.session(), WHO);

        // When
        HttpResponse<String> answer = get(address);

        // Then
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains("<Arn>arn:aws:sts::000000000000:assumed-role/" + role.name() + "/test</Arn>");
    }

    @Test
    void refusesAnAddressOfWhichAnythingWasChanged() throws Exception {
        // Given
        URI address = presigned(TestRole.ofAccount().session(), WHO);

        // When
        HttpResponse<String> answer = get(URI.create(address + "&Other=1"));

        // Then
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("<Code>SignatureDoesNotMatch</Code>");
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static URI presigned(Credentials session, String query) {
        var unsigned = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create(SignetClients.underTest().endpoint() + "/?" + query))
                .build();
        return AwsV4HttpSigner.create()
                .sign(request -> request.identity(AwsSessionCredentialsIdentity.create(
                                session.accessKeyId(), session.secretAccessKey(), session.sessionToken()))
                        .request(unsigned)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "sts")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1)))
                .request()
                .getUri();
    }
}
