package dev.signet.chaos.workload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.History;
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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;

/**
 * A device that listens to pushes, and connects again whenever its connection ends or has been silent for longer than the
 * server ever is. Some resume by the last event's id, the others leave it to the server to know where they were.
 */
final class LiveDevice implements Runnable {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration SILENCE = Duration.ofSeconds(35);
    private static final int LONGEST_SECONDS = 60;

    private final WorkloadTarget target;
    private final History history;
    private final Identity identity;
    private final String device;
    private final boolean resumes;
    private final RandomGenerator random;
    private final HttpClient http;
    private volatile boolean ended;
    private volatile Optional<InputStream> stream = Optional.empty();
    private volatile long lastByteAt;
    private volatile long leaveAt;
    private volatile boolean staying;
    private Optional<String> lastId = Optional.empty();

    /** What devices share.
     *
     * @param http one client for all of them
     */
    record Air(WorkloadTarget target, History history, HttpClient http) {}

    LiveDevice(Air air, Identity identity, String device, boolean resumes, RandomGenerator random) {
        this.target = air.target();
        this.history = air.history();
        this.http = air.http();
        this.identity = identity;
        this.device = device;
        this.resumes = resumes;
        this.random = random;
    }

    String id() {
        return device;
    }

    @Override
    public void run() {
        while (!ended) {
            try {
                connect();
                TimeUnit.MILLISECONDS.sleep(200 + random.nextInt(800));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (IOException | RuntimeException unreachable) {
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        }
    }

    private void connect() throws IOException, InterruptedException {
        HttpResponse<InputStream> response = http.send(request(), HttpResponse.BodyHandlers.ofInputStream());
        if (response.statusCode() != 200) {
            response.body().close();
            throw new IOException("The connection was refused: " + response.statusCode());
        }
        long connection = history.newConnection();
        history.link(device, connection, true);
        try (InputStream body = response.body()) {
            heard();
            leaveAt = System.nanoTime()
                    + Duration.ofSeconds(5 + random.nextInt(LONGEST_SECONDS)).toNanos();
            stream = Optional.of(body);
            listen(connection, body);
        } finally {
            stream = Optional.empty();
            history.link(device, connection, false);
        }
    }

    private HttpRequest request() {
        URI uri = target.endpoint()
                .resolve("/live/" + path(identity.pool()) + "/" + path(identity.id()) + "/" + path(device));
        SdkHttpRequest unsigned =
                SdkHttpRequest.builder().method(SdkHttpMethod.GET).uri(uri).build();
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(request -> request.identity(identity.resolveCredentials())
                        .request(unsigned)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "cognito-sync")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, target.region()))
                .request();
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(15));
        signed.headers().forEach((name, values) -> {
            if (!name.equalsIgnoreCase("Host")) {
                values.forEach(value -> request.header(name, value));
            }
        });
        lastId.filter(_ -> resumes).ifPresent(id -> request.header("Last-Event-ID", id));
        return request.build();
    }

    private static String path(String segment) {
        return segment.replace(":", "%3A");
    }

    private void listen(long connection, InputStream body) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        Optional<String> id = Optional.empty();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            heard();
            if (line.startsWith("id: ")) {
                id = Optional.of(line.substring(4));
            } else if (line.startsWith("data: ")) {
                told(connection, line.substring(6));
                lastId = id;
            }
        }
    }

    private void heard() {
        lastByteAt = System.nanoTime();
    }

    private void told(long connection, String data) throws IOException {
        JsonNode push = JSON.readTree(data);
        String owner = identity.owner(
                push.path("identityPoolId").asText(), push.path("identityId").asText());
        DatasetId dataset = new DatasetId(owner, push.path("datasetName").asText());
        history.push(
                device,
                identity.id(),
                connection,
                dataset,
                push.path("syncCount").asLong());
    }

    /** To be called now and then: ends a connection that is silent, or that has lasted for as long as it should. */
    void check() {
        long now = System.nanoTime();
        boolean silent = now - lastByteAt > SILENCE.toNanos();
        if (silent || !staying && now > leaveAt) {
            hangUp();
        }
    }

    /** From now on it leaves only connections that are silent. */
    void stay() {
        staying = true;
    }

    void end() {
        ended = true;
        hangUp();
    }

    private void hangUp() {
        stream.ifPresent(open -> {
            try {
                open.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException("A connection cannot be left", e);
            }
        });
    }
}
