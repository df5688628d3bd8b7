package dev.signet.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.embedded.Ports;
import dev.signet.local.Service;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class GatewayTest {
    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Map<Service, RecordingService> services;
    private Gateway gateway;

    @BeforeEach
    void open() throws BindException {
        services = Arrays.stream(Service.values())
                .collect(Collectors.toMap(Function.identity(), service -> new RecordingService(service.id())));
        gateway = Gateway.open(
                port,
                services.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey,
                                entry -> List.of(entry.getValue().port()))));
    }

    @AfterEach
    void close() {
        gateway.close();
        services.values().forEach(RecordingService::close);
        client.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({
        "AWSCognitoIdentityProviderService.SignUp, user-pool",
        "AWSCognitoIdentityService.GetId, identity-pool",
    })
    void sendsAJsonCallWhereItsTargetBelongs(String target, String service) throws Exception {
        // When
        HttpResponse<String> answer =
                send(request("/").header("x-amz-target", target).POST(BodyPublishers.ofString("{}")));

        // Then
        assertThat(answer.body()).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({
        "/identitypools, sync",
        "/identitypools/us-east-1%3Ab/identities/us-east-1%3Ac/datasets/d, sync",
        "/us-east-1_AbC123456/.well-known/jwks.json, user-pool",
        "/mailbox, notification",
        "/mailbox/messages?to=a%40b, notification",
        "/live/pool/identity/device, notification",
    })
    void sendsAPathWhereItBelongs(String path, String service) throws Exception {
        // When
        HttpResponse<String> answer = send(request(path).GET());

        // Then
        assertThat(answer.body()).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({"2010-03-31, notification", "2011-06-15, identity-pool", "2010-05-08, identity-pool"})
    void sendsAQueryCallWhereItsVersionBelongs(String version, String service) throws Exception {
        // Given
        String form = "Action=Any&Name=a%20b&Version=" + version;

        // When
        HttpResponse<String> answer = send(request("/")
                .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(BodyPublishers.ofString(form)));

        // Then
        assertThat(answer.body()).isEqualTo(service);
        assertThat(services.values().stream().flatMap(each -> each.arrived.stream()))
                .singleElement()
                .extracting(RecordingService.Arrived::body)
                .isEqualTo(form);
    }

    @Test
    void sendsAPresignedQueryCallWhereItsVersionBelongs() throws Exception {
        // When
        HttpResponse<String> answer =
                send(request("/?Action=GetCallerIdentity&Version=2011-06-15").GET());

        // Then
        assertThat(answer.body()).isEqualTo("identity-pool");
    }

    @Test
    void leavesWhatIsSignedUntouched() throws Exception {
        // Given
        String uri = "/identitypools/us-east-1%3Aa//b%2Fc/./d~e?x=%20&y=a+b&z";

        // When
        String answer = raw(
                "PUT " + uri + " HTTP/1.1\r\nHost: cognito.example.com:1234\r\n"
                        + "Authorization: AWS4-HMAC-SHA256 x\r\nX-Amz-Date: 1\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");

        // Then
        assertThat(answer).startsWith("HTTP/1.1 200");
        RecordingService.Arrived arrived = services.get(Service.SYNC).arrived.getFirst();
        assertThat(arrived.uri()).isEqualTo(uri);
        assertThat(arrived.body()).isEqualTo("{}");
        assertThat(arrived.headers())
                .containsEntry("host", "cognito.example.com:1234")
                .containsEntry("authorization", "AWS4-HMAC-SHA256 x")
                .containsEntry("x-amz-date", "1");
    }

    @Test
    void tellsWhoCallsByItsOwnWordOnly() throws Exception {
        // When
        send(request("/mailbox")
                .header("x-forwarded-for", "6.6.6.6")
                .header("forwarded", "for=6.6.6.6")
                .header("x-real-ip", "6.6.6.6")
                .header("x-forwarded-host", "evil.example")
                .GET());

        // Then
        Map<String, String> headers =
                services.get(Service.NOTIFICATION).arrived.getFirst().headers();
        assertThat(headers).containsEntry("x-forwarded-for", "127.0.0.1");
        assertThat(headers.values()).noneMatch(value -> value.contains("6.6.6.6") || value.contains("evil"));
    }

    @Test
    void passesABodyThatDoesNotSayItsLength() throws Exception {
        // When
        HttpResponse<String> answer = send(request("/")
                .header("x-amz-target", "AWSCognitoIdentityService.GetId")
                .POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("{\"a\":1}"))));

        // Then
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(services.get(Service.IDENTITY_POOL).arrived.getFirst().body())
                .isEqualTo("{\"a\":1}");
    }

    @Test
    void refusesABodyBeyondTheLimitWhetherItSaysItsLengthOrNot() throws Exception {
        // Given
        byte[] large = new byte[(4 << 20) + 1];
        HttpRequest.Builder call = request("/").header("x-amz-target", "AWSCognitoIdentityService.GetId");

        // When
        String announced = raw("POST /identitypools HTTP/1.1\r\nHost: a\r\nContent-Length: 4194305\r\n\r\n");
        HttpResponse<String> streamed =
                send(call.POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(large))));

        // Then
        assertThat(announced).startsWith("HTTP/1.1 413");
        assertThat(streamed.statusCode()).isEqualTo(413);
        assertThat(services.get(Service.IDENTITY_POOL).arrived).isEmpty();
    }

    @Test
    void answersInAwsFormWhenAServiceIsNotThere() throws Exception {
        // Given
        services.get(Service.USER_POOL).close();

        // When
        HttpResponse<String> answer = send(request("/")
                .header("x-amz-target", "AWSCognitoIdentityProviderService.SignUp")
                .header("origin", "http://app.example")
                .POST(BodyPublishers.ofString("{}")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("\"__type\":\"ServiceUnavailableException\"", "user-pool");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void answersACallOfTheQueryProtocolInXmlWhenItsServiceIsNotThere() throws Exception {
        // Given
        services.get(Service.IDENTITY_POOL).close();

        // When
        HttpResponse<String> answer = send(request("/")
                .header("content-type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(BodyPublishers.ofString("Action=GetCallerIdentity&Version=2011-06-15")));

        // Then
        String id = answer.headers().firstValue("x-amzn-requestid").orElseThrow();
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("text/xml");
        assertThat(answer.body())
                .startsWith("<ErrorResponse xmlns=")
                .contains("<Type>Receiver</Type><Code>ServiceUnavailableException</Code>")
                .contains("<RequestId>" + id + "</RequestId>");
    }

    @Test
    void refusesAFormOfNoServiceInXml() throws Exception {
        // When
        HttpResponse<String> answer = send(request("/")
                .header("content-type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("Action=Any&Version=1999-01-01")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Type>Sender</Type><Code>UnknownOperationException</Code>");
    }

    @Test
    void namesARequestWhoseHeadIsTooLong() throws Exception {
        // When
        HttpResponse<String> answer =
                send(request("/").header("x-long", "x".repeat(40 * 1024)).GET());

        // Then
        assertThat(answer.statusCode()).isEqualTo(431);
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    @Test
    void answersABrowsersPreflight() throws Exception {
        // When
        HttpResponse<String> answer = send(request("/")
                .header("origin", "http://app.example")
                .header("access-control-request-method", "POST")
                .header("access-control-request-headers", "authorization,x-amz-target,x-amz-user-agent")
                .method("OPTIONS", BodyPublishers.noBody()));

        // Then
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("access-control-allow-headers"))
                .contains("authorization,x-amz-target,x-amz-user-agent");
    }

    @Test
    void refusesATargetOfNoServiceWithoutInvitingARetry() throws Exception {
        // When
        HttpResponse<String> answer =
                send(request("/").header("x-amz-target", "Elsewhere.Do").POST(BodyPublishers.ofString("{}")));

        // Then
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("UnknownOperationException");
    }

    @Test
    void keepsTheServicesOwnPathsInside() throws Exception {
        // When
        HttpResponse<String> answer = send(request("/q/metrics").GET());

        // Then
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(services.values())
                .allSatisfy(service -> assertThat(service.arrived).isEmpty());
    }

    @Test
    void passesAServerSentEventAtOnceAndTellsTheServiceWhenTheDeviceHasGone() throws Exception {
        // Given
        try (Socket device = new Socket("127.0.0.1", port)) {
            device.getOutputStream()
                    .write("GET /live/stream HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            device.setSoTimeout(5_000);
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(device.getInputStream(), StandardCharsets.US_ASCII));

            // When
            String line = lines.readLine();
            while (!line.startsWith("data:")) {
                line = lines.readLine();
            }

            // Then
            assertThat(line).isEqualTo("data: first");
        }
        services.get(Service.NOTIFICATION).streamClosed.get(5, TimeUnit.SECONDS);
    }

    @Test
    void passesAWebSocketBothWays() throws Exception {
        // Given
        CompletableFuture<String> echoed = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live/socket"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        echoed.complete(text.toString());
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(5, TimeUnit.SECONDS);

        // When
        socket.sendText("hello", true);

        // Then
        assertThat(echoed.get(5, TimeUnit.SECONDS)).isEqualTo("hello at 127.0.0.1:" + port);
        socket.abort();
    }

    @Test
    void saysThatAPortIsInUse() throws IOException {
        // Given
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            // When / Then
            assertThatThrownBy(() -> Gateway.open(
                            taken.getLocalPort(),
                            Arrays.stream(Service.values())
                                    .collect(Collectors.toMap(Function.identity(), _ -> List.of(1)))))
                    .isInstanceOf(BindException.class);
        }
    }

    @Test
    void saysThatAPortIsInUseAtTheOtherLoopbackAddressToo() throws IOException {
        // Given
        InetAddress other = InetAddress.getByName("::1");
        assumeTrue(NetworkInterface.getByInetAddress(other) != null, "this machine has no IPv6");
        try (ServerSocket taken = new ServerSocket(0, 1, other)) {
            // When / Then
            assertThatThrownBy(() -> Gateway.open(taken.getLocalPort(), Map.of()))
                    .isInstanceOf(BindException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "OPTIONS"})
    void givesWhatItAnswersItselfARequestId(String method) throws Exception {
        // When
        HttpResponse<String> answer = send(
                request("/").header("access-control-request-method", "POST").method(method, BodyPublishers.noBody()));

        // Then
        assertThat(answer.statusCode()).isBetween(200, 204);
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .lines()
                    .collect(Collectors.joining("\n"));
        }
    }
}
