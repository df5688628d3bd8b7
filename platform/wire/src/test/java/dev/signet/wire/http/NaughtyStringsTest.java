package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.sns.SnsClient;

/** The big list of naughty strings: each comes back as it went, or is refused by name. */
@QuarkusTest
class NaughtyStringsTest {
    private static final String POOL = "us-east-1:11111111-2222-4333-8444-555555555555";

    static List<String> strings() throws IOException {
        try (var in = NaughtyStringsTest.class.getResourceAsStream("/naughty/blns.json")) {
            return List.of(new ObjectMapper().readValue(in, String[].class));
        }
    }

    @Test
    void theListIsComplete() throws IOException {
        assertThat(strings()).hasSize(515);
    }

    @Test
    void everyStringGoesThroughAwsJson() throws IOException {
        var users = TestClients.sdk(CognitoIdentityProviderClient.builder());
        for (var text : strings()) {
            var client = users;
            comesBackOrIsRefused(
                    text,
                    () -> client.signUp(request -> request.clientId("c").username(text))
                            .userSub(),
                    "InvalidParameterException");
        }
    }

    @Test
    void everyStringGoesThroughRestJson() throws IOException {
        var sync = TestClients.sdk(CognitoSyncClient.builder());
        for (var text : strings()) {
            var answer = sync.updateRecords(request -> request.identityPoolId(POOL)
                    .identityId(POOL)
                    .datasetName("notes")
                    .syncSessionToken("t")
                    .recordPatches(patch ->
                            patch.op(Operation.REPLACE).key("k").syncCount(0L).value(text)));

            assertThat(answer.records().getFirst().value()).isEqualTo(text);
        }
    }

    @Test
    void everyStringGoesThroughPathAndQuery() throws IOException {
        var sync = TestClients.sdk(CognitoSyncClient.builder());
        for (var text : strings()) {
            var answer = sync.listRecords(request -> request.identityPoolId(POOL)
                    .identityId(POOL)
                    .datasetName("notes")
                    .syncSessionToken(text));

            assertThat(answer.syncSessionToken()).isEqualTo(POOL + "|" + POOL + "|notes|" + text);
        }
    }

    @Test
    void everyStringGoesThroughQuery() throws IOException {
        var sns = TestClients.sdk(SnsClient.builder());
        for (var text : strings()) {
            comesBackOrIsRefused(
                    text, () -> sns.publish(request -> request.message(text)).sequenceNumber(), "MalformedInput");
        }
    }

    private interface Sending {
        String send();
    }

    private static void comesBackOrIsRefused(String text, Sending sending, String code) {
        try {
            assertThat(sending.send()).isEqualTo(text);
        } catch (AwsServiceException refusal) {
            if (refusal.statusCode() != 400
                    || !refusal.awsErrorDetails().errorCode().equals(code)) {
                fail("%s was refused with %s", text, refusal.getMessage());
            }
        }
    }
}
