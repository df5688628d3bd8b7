package dev.signet.notification.push;

import dev.signet.testkit.OperatorFiles;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** A device as the server sees it: opens a signed stream of server-sent events and keeps what comes. */
final class LiveClient implements AutoCloseable {
    /** One event: its id and its data. */
    record Told(String id, String data) {
        long count() {
            return new JsonObject(data).getLong("syncCount");
        }
    }

    static final AwsCredentialsIdentity OPERATOR =
            AwsCredentialsIdentity.create(OperatorFiles.ACCESS_KEY_ID, OperatorFiles.SECRET_ACCESS_KEY);

    private final InputStream stream;
    private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();
    private volatile String lastId = "";
    private volatile boolean ended;

    private LiveClient(InputStream stream) {
        this.stream = stream;
        Thread.ofVirtual().start(this::listen);
    }

    static HttpResponse<InputStream> request(URI uri, @Nullable AwsCredentialsIdentity as, @Nullable String lastId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        if (as != null) {
            signed(uri, as).headers().forEach((name, values) -> {
                if (!name.equalsIgnoreCase("Host")) {
                    values.forEach(value -> request.header(name, value));
                }
            });
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** What a device is answered that was told all already. */
    static int status(URI uri, AwsCredentialsIdentity as) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = request(uri, as, "999999999999999999");
        response.body().close();
        return response.statusCode();
    }

    /** A URL that anyone opens a connection with for a minute, as a browser must, whose EventSource sends no headers. */
    static URI presigned(URI uri, AwsCredentialsIdentity as) {
        SdkHttpRequest unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        return AwsV4HttpSigner.create()
                .sign(request -> request.identity(as)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-sync")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1")
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AwsV4HttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, Duration.ofMinutes(1)))
                .request()
                .getUri();
    }

    private static SdkHttpRequest signed(URI uri, AwsCredentialsIdentity as) {
        SdkHttpRequest unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        return AwsV4HttpSigner.create()
                .sign(request -> request.identity(as)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-sync")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"))
                .request();
    }

    static LiveClient connect(URI uri, @Nullable AwsCredentialsIdentity as, @Nullable String lastId) throws Exception {
        HttpResponse<InputStream> response = request(uri, as, lastId);
        if (response.statusCode() != 200) {
            throw new AssertionError(
                    response.statusCode() + " " + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new LiveClient(response.body());
    }

    Told next() throws InterruptedException {
        Told next = told.poll(20, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("The device was told nothing within 20 s");
        }
        return next;
    }

    /** What a browser would name when it came again: it also heeds the id of an event that tells nothing. */
    String lastId() {
        return lastId;
    }

    boolean hasEnded() {
        return ended;
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            String id = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("data: ")) {
                    told.add(new Told(id, line.substring(6)));
                } else if (line.isEmpty()) {
                    lastId = id;
                }
            }
        } catch (IOException _) {
            // the server or the test closed the stream: the device is disconnected, as noted below
        }
        ended = true;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
