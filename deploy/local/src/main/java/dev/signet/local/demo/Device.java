package dev.signet.local.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/** A device that listens to live pushes: server-sent events, authorised by SigV4. */
public final class Device implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BlockingQueue<String> pushes = new LinkedBlockingQueue<>();
    private final InputStream events;
    private volatile boolean open = true;

    private Device(InputStream events) {
        this.events = events;
        Thread.ofVirtual().start(this::listen);
    }

    /** Opens the connection of a registered device; returns when the server has accepted it. */
    public static Device connect(
            URI endpoint, String region, AwsSessionCredentials credentials, String pool, String identity, String id)
            throws IOException, InterruptedException {
        URI uri = endpoint.resolve("/live/" + encoded(pool) + "/" + encoded(identity) + "/" + encoded(id));
        SdkHttpRequest unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(credentials)
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-sync")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri).timeout(PATIENCE).header("Accept", "text/event-stream");
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            throw new IOException("The live connection was refused: " + response.statusCode() + " "
                    + new String(response.body().readAllBytes(), StandardCharsets.UTF_8));
        }
        return new Device(response.body());
    }

    /** The next push, waiting for it. */
    public String nextPush(long seconds) throws InterruptedException {
        return poll(Duration.ofSeconds(seconds))
                .orElseThrow(() -> new IllegalStateException("No push came within " + seconds + " s"));
    }

    /** The next push, if one comes in time. */
    public Optional<String> poll(Duration limit) throws InterruptedException {
        return Optional.ofNullable(pushes.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether pushes can still come. */
    public boolean isOpen() {
        return open;
    }

    private void listen() {
        try (var lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("data: ")) {
                    pushes.add(line.substring("data: ".length()));
                }
            }
        } catch (IOException e) {
            pushes.add("closed: " + e.getMessage());
        } finally {
            open = false;
        }
    }

    @Override
    public void close() throws IOException {
        events.close();
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8);
    }
}
