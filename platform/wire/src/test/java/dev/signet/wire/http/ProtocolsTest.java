package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MfaMethodNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sts.StsClient;

@QuarkusTest
class ProtocolsTest {
    private static final String POOL = "us-east-1:11111111-2222-4333-8444-555555555555";

    private final CognitoIdentityProviderClient users = TestClients.sdk(CognitoIdentityProviderClient.builder());
    private final CognitoSyncClient sync = TestClients.sdk(CognitoSyncClient.builder());
    private final SnsClient sns = TestClients.sdk(SnsClient.builder());
    private final StsClient sts = TestClients.sdk(StsClient.builder());
    private final IamClient iam = TestClients.sdk(IamClient.builder());

    @Test
    void awsJsonCarriesARequestAndItsAnswer() {
        var answer = users.signUp(request -> request.clientId("client")
                .username("zoë")
                .password("Passw0rd!")
                .userAttributes(AttributeType.builder()
                        .name("email")
                        .value("z@example.com")
                        .build()));

        assertThat(answer.userSub()).isEqualTo("zoë");
        assertThat(answer.userConfirmed()).isFalse();
        assertThat(answer.responseMetadata().requestId()).hasSize(36);
    }

    @Test
    void anOperationKnowsWhatSurroundsItsCall() {
        var answer = users.getUser(request -> request.accessToken("a.b.c"));

        assertThat(answer.userAttributes())
                .extracting(AttributeType::value)
                .containsExactly(
                        "Signer[accessKeyId=anybody]",
                        "cognito-idp:GetUser",
                        answer.responseMetadata().requestId(),
                        "127.0.0.1");
    }

    @Test
    void operationsRunOnADuplicatedEventLoopContextThatIsMarkedSafe() {
        var answer = users.forgotPassword(request -> request.clientId("client").username("zoe"));

        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("true");
    }

    @Test
    void instantsAreWrittenAsPlainEpochSeconds() {
        var answer = users.listUserPools(request -> request.maxResults(1));

        assertThat(answer.userPools().getFirst().creationDate()).isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(answer.userPools().getFirst().name()).isEqualTo("AKIDTEST");
    }

    @Test
    void aRefusalArrivesAsTheSdksException() {
        assertThatThrownBy(() -> users.deleteUser(request -> request.accessToken("unknown")))
                .isInstanceOfSatisfying(UserNotFoundException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("User does not exist.");
                    assertThat(refusal.statusCode()).isEqualTo(400);
                    assertThat(refusal.requestId()).hasSize(36);
                });
    }

    @Test
    void anErrorWhoseNameTheSdkSpellsOtherwiseKeepsItsWireName() {
        assertThatThrownBy(() -> users.deleteUser(request -> request.accessToken("no-mfa")))
                .isInstanceOfSatisfying(MfaMethodNotFoundException.class, refusal -> assertThat(
                                refusal.awsErrorDetails().errorCode())
                        .isEqualTo("MFAMethodNotFoundException"));
    }

    @Test
    void aBreakdownSaysNothingOfItsCause() {
        var answer = TestClients.json("AWSCognitoIdentityProviderService.DeleteUser", "{\"AccessToken\":\"broken\"}");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("\"__type\":\"InternalErrorException\"")
                .doesNotContain("secret");
    }

    @Test
    void anOperationWithoutOutputAnswersAnEmptyBody() {
        var answer = TestClients.json("AWSCognitoIdentityProviderService.DeleteUser", "{\"AccessToken\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void anUnbuiltOperationIsRefusedByName() {
        assertThatThrownBy(() -> users.adminGetUser(
                        request -> request.userPoolId("us-east-1_abc").username("zoe")))
                .isInstanceOfSatisfying(CognitoIdentityProviderException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplementedException");
                    assertThat(refusal.awsErrorDetails().errorMessage()).contains("AdminGetUser");
                    assertThat(refusal.statusCode()).isEqualTo(400);
                });
    }

    @Test
    void restJsonBindsPathAndQuery() {
        var answer = sync.listRecords(request -> request.identityPoolId(POOL)
                .identityId(POOL)
                .datasetName("notes.2026")
                .lastSyncCount(7L)
                .maxResults(3)
                .syncSessionToken("a+b/c=&d"));

        assertThat(answer.syncSessionToken()).isEqualTo(POOL + "|" + POOL + "|notes.2026|a+b/c=&d");
        assertThat(answer.count()).isEqualTo(3);
        assertThat(answer.datasetSyncCount()).isEqualTo(7);
    }

    @Test
    void restJsonBindsHeaderAndBody() {
        var modified = Instant.parse("2026-01-02T03:04:05.678Z");

        var answer = sync.updateRecords(request -> request.identityPoolId(POOL)
                .identityId(POOL)
                .datasetName("notes")
                .syncSessionToken("token")
                .clientContext("context")
                .recordPatches(patch -> patch.op(Operation.REPLACE)
                        .key("k")
                        .value("v")
                        .syncCount(0L)
                        .deviceLastModifiedDate(modified)));

        assertThat(answer.records()).singleElement().satisfies(record -> {
            assertThat(record.value()).isEqualTo("v");
            assertThat(record.lastModifiedBy()).isEqualTo("context");
            assertThat(record.deviceLastModifiedDate()).isEqualTo(modified);
        });
    }

    @Test
    void aRestRefusalHasItsModelledStatus() {
        assertThatThrownBy(() -> sync.listRecords(
                        request -> request.identityPoolId(POOL).identityId(POOL).datasetName("forbidden")))
                .isInstanceOfSatisfying(NotAuthorizedException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(403);
                    assertThat(refusal.awsErrorDetails().errorMessage()).isEqualTo("Not yours");
                });
    }

    @Test
    void anUnbuiltRestOperationIsRefusedByName() {
        assertThatThrownBy(() -> sync.listIdentityPoolUsage(request -> request.maxResults(1)))
                .isInstanceOfSatisfying(CognitoSyncException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NotImplementedException");
                    assertThat(refusal.statusCode()).isEqualTo(400);
                });
    }

    @Test
    void aPlatformOfSignetsOwnIsAccepted() {
        var answer = sync.registerDevice(request ->
                request.identityPoolId(POOL).identityId(POOL).platform("LIVE").token("t"));

        assertThat(answer.deviceId()).isEqualTo("LIVE");
    }

    @Test
    void queryCarriesMapsAndBlobs() {
        var answer = sns.publish(request -> request.message("<b> & \"c\"\n\t\r")
                .phoneNumber("+15550100")
                .messageAttributes(Map.of(
                        "plain",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("é")
                                        .build(),
                        "bytes",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromUtf8String("x"))
                                        .build())));

        assertThat(answer.sequenceNumber()).isEqualTo("<b> & \"c\"\n\t\r");
        assertThat(answer.messageId()).contains("plain=é").contains("bytes=null");
    }

    @Test
    void queryAnswersMaps() {
        var answer = sns.getEndpointAttributes(request -> request.endpointArn("arn:x"));

        assertThat(answer.attributes()).containsOnly(Map.entry("Token", "arn:x"), Map.entry("Enabled", "true"));
    }

    @Test
    void queryAnswersAnOperationWithoutOutput() {
        var answer = sns.setEndpointAttributes(
                request -> request.endpointArn("arn:x").attributes(Map.of("Enabled", "false")));

        assertThat(answer.responseMetadata().requestId()).hasSize(36);
    }

    @Test
    void queryCarriesListsOfStructures() {
        var answer = iam.createRole(request -> request.roleName("guest")
                .assumeRolePolicyDocument("{}")
                .maxSessionDuration(3600)
                .tags(tag("a", "1"), tag("b", "2")));

        assertThat(answer.role().tags()).containsExactly(tag("a", "1"), tag("b", "2"));
        assertThat(answer.role().maxSessionDuration()).isEqualTo(3600);
        assertThat(answer.role().createDate()).isEqualTo("2026-01-02T03:04:05Z");
    }

    @Test
    void queryTellsServicesApartByVersion() {
        assertThat(sts.getCallerIdentity().userId()).isEqualTo("AKIDTEST");
    }

    @Test
    void queryIsReadFromTheQueryStringToo() {
        var caller = TestClients.send(
                "/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Expires=60",
                request -> request.GET().header("Authorization", "AWS4-HMAC-SHA256 Credential=AKIDTEST/x"));
        var unknown = TestClients.send("/?Action=Nothing&Version=2011-06-15", request -> request.GET());

        assertThat(caller.statusCode()).isEqualTo(200);
        assertThat(caller.body()).contains("<UserId>AKIDTEST</UserId>");
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("<Code>InvalidAction</Code>");
    }

    @Test
    void aQueryRefusalHasItsModelledCodeAndStatus() {
        assertThatThrownBy(() -> iam.deleteRole(request -> request.roleName("nobody")))
                .isInstanceOfSatisfying(NoSuchEntityException.class, refusal -> {
                    assertThat(refusal.statusCode()).isEqualTo(404);
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("NoSuchEntity");
                });
        assertThatThrownBy(() -> sns.publish(request -> request.message("m").targetArn("arn:nowhere")))
                .isInstanceOfSatisfying(InvalidParameterException.class, refusal -> {
                    assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo("InvalidParameter");
                    assertThat(refusal.awsErrorDetails().errorMessage())
                            .isEqualTo("Invalid parameter: TargetArn <nowhere>");
                });
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
