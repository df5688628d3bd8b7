package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class NullsAndOdditiesTest {
    private static final String SIGN_UP = "AWSCognitoIdentityProviderService.SignUp";
    private static final String GET_ID = "AWSCognitoIdentityService.GetId";

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'ClientId':'c','Username':'u','UserAttributes':null};",
                "{'ClientId':'c','Username':'u','UserAttributes':[]};",
                "{'ClientId':'c','Username':'u','UserAttributes':[{'Name':'a','Value':null}]};",
                "{'ClientId':'c','Username':null};at 'username'",
                "{'ClientId':'c','Username':'u','UserAttributes':[null]};at 'userAttributes.1.member'",
                "{'ClientId':'c','Username':'u','ClientMetadata':{'a':null}};at 'clientMetadata.value'",
            })
    void aNullIsAnAbsentMember(String body, String complaint) {
        var answer = TestClients.json(SIGN_UP, body.replace('\'', '"'));

        if (complaint == null) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else {
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("InvalidParameterException", complaint, "Member must not be null");
        }
    }

    @Test
    void anIdentityPoolsComplaintIsAValidationException() {
        var answer = TestClients.json(GET_ID, "{\"IdentityPoolId\":\"us-east-1_wrong\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"__type\":\"ValidationException\",\"message\":\"1 validation error detected: Value "
                        + "'us-east-1_wrong' at 'identityPoolId' failed to satisfy constraint: Member must satisfy "
                        + "regular expression pattern: [\\\\w-]+:[0-9a-f-]+\"}");
    }

    @Test
    void aQueryComplaintIsInXml() {
        var answer = TestClients.form("Action=CreateRole", "Version=2010-05-08", "RoleName=a+b");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/xml");
        assertThat(answer.body())
                .startsWith("<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender"
                        + "</Type><Code>ValidationError</Code><Message>2 validation errors detected: Value 'a b' at "
                        + "'roleName'");
    }

    @Test
    void anUnsignedCallOfASignedOperationIsRefused() {
        var json = TestClients.send(
                "/", request -> request.header("X-Amz-Target", "AWSCognitoIdentityProviderService.ListUserPools")
                        .POST(BodyPublishers.ofString("{\"MaxResults\":1}")));
        var rest = TestClients.send(
                "/identitypools/us-east-1:1/identities/us-east-1:1/datasets/d/records", request -> request.GET());
        var query = TestClients.send("/", request -> request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15")));

        assertThat(json.statusCode()).isEqualTo(400);
        assertThat(json.body()).contains("MissingAuthenticationTokenException");
        assertThat(rest.statusCode()).isEqualTo(403);
        assertThat(rest.headers().firstValue("x-amzn-errortype")).contains("MissingAuthenticationTokenException");
        assertThat(query.statusCode()).isEqualTo(403);
        assertThat(query.body()).contains("<Code>MissingAuthenticationToken</Code>");
    }

    @Test
    void aMemberBoundToThePathIsNotTakenFromTheBody() {
        var answer = TestClients.send(
                "/identitypools/us-east-1:1/identities/us-east-1:1/datasets/mine",
                request -> request.header("Authorization", "x")
                        .POST(BodyPublishers.ofString("{\"DatasetName\":\"theirs\",\"IdentityId\":\"us-east-1:2\","
                                + "\"SyncSessionToken\":\"t\",\"ClientContext\":\"forged\",\"RecordPatches\":[{\"Op\":"
                                + "\"replace\",\"Key\":\"k\",\"SyncCount\":0}]}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("forged");
    }

    @Test
    void aTargetThatIsAWholeUriCountsByItsPath() throws IOException {
        var answer = RawClient.exchange("POST http://elsewhere.example.com/ HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\nX-Amz-Target: AWSCognitoIdentityProviderService.DeleteUser\r\n"
                + "Content-Length: 19\r\n\r\n{\"AccessToken\":\"x\"}");

        assertThat(answer).startsWith("HTTP/1.1 200");
    }

    @Test
    void thePathIsMatchedAsItWasSent() throws IOException {
        var escaped = RawClient.send(
                "GET /identitypools/us-east-1%3A1/identities/us-east-1%3a1/datasets/d/records HTTP/1.1\r\n"
                        + "Authorization: x\r\n");
        var slash = RawClient.send(
                "GET /identitypools/us-east-1:1/identities/us-east-1:1/datasets/a%2Fb/records HTTP/1.1\r\n"
                        + "Authorization: x\r\n");
        var dots =
                RawClient.send("GET /identitypools/us-east-1:1/identities/us-east-1:1/datasets/../records HTTP/1.1\r\n"
                        + "Authorization: x\r\n");

        assertThat(escaped).startsWith("HTTP/1.1 200").contains("us-east-1:1|us-east-1:1|d|");
        assertThat(slash).startsWith("HTTP/1.1 400").contains("InvalidParameterException");
        assertThat(dots).startsWith("HTTP/1.1 200").contains("us-east-1:1|us-east-1:1|..|");
    }
}
