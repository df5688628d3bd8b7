package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class BrowsersAndLimitsTest {
    private static final String DELETE_USER = "AWSCognitoIdentityProviderService.DeleteUser";
    private static final String HEAD = "POST / HTTP/1.1\r\nHost: localhost\r\nX-Amz-Target: " + DELETE_USER + "\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"/", "/identitypools/p/identities/i/datasets/d"})
    void aPreflightAllowsWhatAwsClientsSend(String path) {
        var answer = TestClients.send(
                path,
                request -> request.method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", "https://app.example.com")
                        .header("Access-Control-Request-Method", "POST")
                        .header(
                                "Access-Control-Request-Headers",
                                "authorization, content-type,x-amz-target,X-Amz-Date,x-amz-security-token,"
                                        + "x-amz-user-agent,x-amz-content-sha256,amz-sdk-invocation-id,amz-sdk-request,x-evil"));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Methods").orElseThrow())
                .contains("POST", "DELETE");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers"))
                .contains("authorization,content-type,x-amz-target,x-amz-date,x-amz-security-token,x-amz-user-agent,"
                        + "x-amz-content-sha256,amz-sdk-invocation-id,amz-sdk-request");
    }

    @Test
    void aPageMayReadTheAnswerAndItsErrorHeaders() {
        var answer = TestClients.send("/", request -> request.header("Origin", "https://app.example.com")
                .header("X-Amz-Target", DELETE_USER)
                .POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
                .containsIgnoringCase("x-amzn-requestid")
                .containsIgnoringCase("x-amzn-errortype");
    }

    @Test
    void anAnswerIsNeitherStoredNorSniffed() {
        var answer = TestClients.json(DELETE_USER, "{\"AccessToken\":\"x\"}");

        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void anAnswerTellsTheTimeSoThatClientsCanCorrectTheirClocks() {
        var answer = TestClients.json(DELETE_USER, "{\"AccessToken\":\"unknown\"}");

        var told = ZonedDateTime.parse(
                answer.headers().firstValue("Date").orElseThrow(), DateTimeFormatter.RFC_1123_DATE_TIME);
        assertThat(told.toInstant()).isCloseTo(Instant.now(), within(30, ChronoUnit.SECONDS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSCognitoIdentityProviderService.Nothing",
                "AWSCognitoIdentityProviderService.",
                "AWSCognitoIdentityProviderService",
                "Nobody.DeleteUser",
                ".DeleteUser",
                ".",
                "DeleteUser",
            })
    void anUnknownTargetIsAnUnknownOperation(String target) {
        var answer = TestClients.json(target, "{}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"UnknownOperationException\"");
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void aMissingTargetIsAnUnknownOperation() {
        var answer = TestClients.send("/", request -> request.POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"UnknownOperationException\"");
    }

    @Test
    void twoTargetsAreAnUnknownOperation() throws IOException {
        var answer = RawClient.exchange(HEAD + "X-Amz-Target: AWSCognitoIdentityProviderService.SignUp\r\n"
                + "Connection: close\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(answer).startsWith("HTTP/1.1 400").contains("UnknownOperationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Action=Nothing&Version=2010-03-31", "Action=Publish&Version=1999-01-01", "Action=Publish", ""})
    void anUnknownActionIsInvalid(String form) {
        var answer = TestClients.form(form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>InvalidAction</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/identitypools/p/nothing", "/identitypools/", "/identitypools//identities"})
    void anUnknownRestPathIsNotFound(String path) {
        var answer = TestClients.send(path, request -> request.GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("UnknownOperationException");
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void anAddressMayBeAsLongAsAPresignedOneWithItsToken() {
        var answer = TestClients.send("/nobody?X-Amz-Security-Token=" + "a".repeat(30_000), request -> request.GET());

        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void aPathOfNobodysIsNotFoundAndHasARequestId() {
        var answer = TestClients.send("/nobody", request -> request.GET());

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void anAnnouncedBodyThatIsTooLongIsRefusedUnread() throws IOException {
        var answer = RawClient.exchange(HEAD + "Content-Length: 1048577\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("RequestEntityTooLargeException");
        assertThat(answer).containsIgnoringCase("x-amzn-requestid");
    }

    @Test
    void anUnannouncedBodyThatIsTooLongIsRefused() throws IOException {
        var chunk = "10000\r\n" + "a".repeat(0x10000) + "\r\n";

        var answer = RawClient.exchange(HEAD + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17));

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void aBodyOfOneMebibyteIsRead() {
        var body = "{\"AccessToken\":\"x\",\"Unknown\":\"";
        var filled = body + "a".repeat(1_048_576 - body.length() - 2) + "\"}";

        assertThat(TestClients.json(DELETE_USER, filled).statusCode()).isEqualTo(200);
        assertThat(TestClients.json(DELETE_USER, filled + " ").statusCode()).isEqualTo(413);
    }

    @Test
    void theLongestRecordIsReadHoweverItIsEscaped() {
        var value = "\\u20ac".repeat(1_048_575);

        var answer = TestClients.send(
                "/identitypools/us-east-1:1/identities/us-east-1:1/datasets/d",
                request -> request.header("Authorization", "x")
                        .POST(BodyPublishers.ofString(
                                "{\"SyncSessionToken\":\"t\",\"RecordPatches\":[{\"Op\":\"replace\","
                                        + "\"Key\":\"k\",\"SyncCount\":0,\"Value\":\"" + value + "\"}]}")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("€".repeat(1_048_575));
    }

    @Test
    void aBodyThatComesTooSlowlyTimesOut() throws IOException {
        var answer = RawClient.exchange(HEAD + "Content-Length: 10\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 408").contains("RequestTimeoutException");
    }

    @Test
    void aClientThatAsksFirstIsToldToGoOn() throws IOException {
        var answer = RawClient.exchange(HEAD
                + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: 19\r\n\r\n{\"AccessToken\":\"x\"}");

        assertThat(answer).startsWith("HTTP/1.1 100").contains("HTTP/1.1 200");
    }

    @Test
    void aClientThatSpeaksHttp2IsServedAndRefusedAlike() throws Exception {
        try (var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            var request = HttpRequest.newBuilder(TestClients.uri("/")).header("X-Amz-Target", DELETE_USER);
            var first = request.copy()
                    .POST(BodyPublishers.ofString("{\"AccessToken\":\"x\"}"))
                    .build();
            var tooLong = request.copy()
                    .POST(BodyPublishers.ofString("a".repeat(1_048_577)))
                    .build();

            var upgraded = client.send(first, BodyHandlers.ofString());
            var served = client.send(first, BodyHandlers.ofString());
            var refused = client.send(tooLong, BodyHandlers.ofString());

            assertThat(upgraded.statusCode()).isEqualTo(200);
            assertThat(served.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(refused.statusCode()).isEqualTo(413);
        }
    }
}
