package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSONTestSuite's 318 bodies, and worse: whatever a client sends, the answer is never a breakdown. */
@QuarkusTest
class HostileBodiesTest {
    private static final String DELETE_USER = "AWSCognitoIdentityProviderService.DeleteUser";
    private static final String BRANDING = "AWSCognitoIdentityProviderService.CreateManagedLoginBranding";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The suite's empty body, which in REST-JSON is that of a request whose input is elsewhere. */
    private static final String NOTHING = "n_structure_no_data.json";

    /** Valid JSON that is refused all the same: a name twice means two things, and no store keeps U+0000. */
    private static final Set<String> REFUSED_THOUGH_VALID = Set.of(
            "y_object_duplicated_key.json",
            "y_object_duplicated_key_and_value.json",
            "y_object_escaped_null_in_key.json",
            "y_string_null_escape.json");

    static List<Path> bodies() throws IOException, URISyntaxException {
        var folder = Path.of(HostileBodiesTest.class
                .getResource("/jsontestsuite/test_parsing")
                .toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    @Test
    void theSuiteIsComplete() throws Exception {
        assertThat(bodies()).hasSize(318);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aBodyOnItsOwnIsRefusedUnlessItIsAnObject(Path body) {
        var answer = TestClients.json(DELETE_USER, bytes(body));

        assertThat(answer.statusCode()).isEqualTo(400);
        if (name(body).startsWith("n_")) {
            assertThat(answer.body()).contains("\"__type\":\"SerializationException\"");
        }
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void anUnknownMemberIsIgnoredIfItIsValidJson(Path body) {
        var answer = TestClients.json(DELETE_USER, around("{\"AccessToken\":\"x\",\"Unknown\":", body, "}"));

        var name = name(body);
        assertThat(answer.statusCode()).isIn(200, 400);
        if (name.startsWith("y_") && !name.contains("duplicated")) {
            assertThat(answer.statusCode()).isEqualTo(200);
        } else if (name.startsWith("n_")) {
            assertThat(answer.statusCode()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void restJsonIsReadNoLessStrictly(Path body) {
        var alone = updateRecords(bytes(body));
        var asUnknownMember = updateRecords(around("{\"SyncSessionToken\":\"t\",\"Unknown\":", body, "}"));

        var name = name(body);
        assertThat(alone.statusCode()).isEqualTo(400);
        assertThat(alone.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(asUnknownMember.statusCode()).isIn(200, 400);
        if (name.startsWith("n_")) {
            var error = name.equals(NOTHING) ? "InvalidParameterException" : "SerializationException";
            assertThat(alone.headers().firstValue("x-amzn-errortype")).contains(error);
            assertThat(asUnknownMember.headers().firstValue("x-amzn-errortype")).contains("SerializationException");
        } else if (name.startsWith("y_") && !name.contains("duplicated")) {
            assertThat(asUnknownMember.statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aDocumentComesBackAsItWasSent(Path body) throws IOException {
        var answer = TestClients.json(
                BRANDING, around("{\"UserPoolId\":\"us-east-1_abc\",\"ClientId\":\"c\",\"Settings\":", body, "}"));

        var name = name(body);
        assertThat(answer.statusCode()).isIn(200, 400);
        if (REFUSED_THOUGH_VALID.contains(name) || name.startsWith("n_")) {
            assertThat(answer.statusCode()).isEqualTo(400);
        } else if (name.startsWith("y_")) {
            assertThat(JSON.readTree(answer.body()).at("/ManagedLoginBranding/Settings"))
                    .isEqualTo(JSON.readTree(bytes(body)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"AccessToken\":\"\\ud800\"}",
                "{\"AccessToken\":\"\\udc00\\ud800\"}",
                "{\"AccessToken\":\"a\\u0000b\"}",
                "{\"AccessToken\":\"a\",\"AccessToken\":\"b\"}",
                "{\"AccessToken\":1}",
                "{\"AccessToken\":{}}",
                "{\"AccessToken\":[\"a\"]}",
                "{\"AccessToken\":\"a\"} {}",
                "[]",
                "\"a\"",
                "null",
                "",
                " ",
            })
    void whatIsNoSuchRequestIsASerializationException(String body) {
        var answer = TestClients.json(DELETE_USER, body);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"SerializationException\"");
        assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("SerializationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e1000000000",
                "-1e1000000000",
                "9223372036854775808",
                "-9223372036854775809",
                "2147483648",
                "1.5",
                "\"1\"",
                "true",
                "1e2",
            })
    void anIntegerThatIsNoneIsASerializationException(String number) {
        var answer =
                TestClients.json("AWSCognitoIdentityProviderService.ListUserPools", "{\"MaxResults\":" + number + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"SerializationException\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e1000000000", "99999999999999", "\"2026\""})
    void aTimestampOutOfRangeIsRefused(String date) {
        var body = "{\"SyncSessionToken\":\"t\",\"RecordPatches\":[{\"Op\":\"replace\",\"Key\":\"k\","
                + "\"SyncCount\":0,\"DeviceLastModifiedDate\":" + date + "}]}";

        var answer = updateRecords(body.getBytes(StandardCharsets.UTF_8));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("x-amzn-errortype")).contains("SerializationException");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"UseCognitoProvidedValues\":\"true\"",
                "\"UseCognitoProvidedValues\":1",
                "\"Assets\":[{\"Bytes\":\"%%\"}]",
                "\"Assets\":[{\"Bytes\":\"YQ=\"}]",
            })
    void whatIsNoBooleanOrBlobIsASerializationException(String member) {
        var answer = TestClients.json(BRANDING, "{\"UserPoolId\":\"us-east-1_abc\",\"ClientId\":\"c\"," + member + "}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"SerializationException\"");
    }

    @Test
    void aMillionOpenBracketsAreRefused() {
        var body = "{\"AccessToken\":\"x\",\"Unknown\":" + "[".repeat(1_000_000);

        var answer = TestClients.json(DELETE_USER, body);

        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void manyNamesThatHashAlikeAreReadInTime() {
        var names = new StringBuilder("{\"AccessToken\":\"x\"");
        for (int i = 0; i < 1 << 14; i++) {
            names.append(",\"");
            for (int bit = 13; bit >= 0; bit--) {
                names.append((i >> bit & 1) == 0 ? "Aa" : "BB");
            }
            names.append("\":1");
        }
        var start = System.nanoTime();

        var answer = TestClients.json(DELETE_USER, names.append('}').toString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Message=%zz",
                "Message=%ff",
                "Message=%ed%a0%80",
                "Message=a%00b",
                "Message=a%01b",
                "Message=a&Message=b",
                "Message=a&MessageAttributes.entry.x.Name=a",
                "Message=a&MessageAttributes.entry.1.Name=a",
                "Message=a&MessageAttributes.entry.99999999999.Name=a",
                "Message.1=a",
                "MessageAttributes.entry.1.Name=a&MessageAttributes.entry.1.Value.DataType=String"
                        + "&MessageAttributes.entry.2.Name=a&MessageAttributes.entry.2.Value.DataType=String",
            })
    void aBrokenFormIsRefused(String parameters) {
        var answer = TestClients.form("Action=Publish", "Version=2010-03-31", parameters);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("<Type>Sender</Type>")
                .contains("<Code>")
                .contains("<RequestId>");
    }

    @Test
    void anEndlesslyDottedFormIsRefused() {
        var answer = TestClients.form("Action=Publish", "Version=2010-03-31", "a.".repeat(100_000) + "=b");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>MalformedInput</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%f", "%zz", "%ff", "%00", "%ed%a0%80"})
    void aBrokenPathIsRefused(String segment) throws IOException {
        var answer = RawClient.send("GET /identitypools/p/identities/i/datasets/" + segment + " HTTP/1.1\r\n");

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    private static HttpResponse<String> updateRecords(byte[] body) {
        return TestClients.send(
                "/identitypools/us-east-1:1/identities/us-east-1:1/datasets/notes",
                request -> request.header("Authorization", "x").POST(BodyPublishers.ofByteArray(body)));
    }

    private static String name(Path body) {
        return body.getFileName().toString();
    }

    private static byte[] bytes(Path body) {
        try {
            return Files.readAllBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] around(String before, Path body, String after) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        out.writeBytes(bytes(body));
        out.writeBytes(after.getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }
}
