package dev.signet.local.gateway;

import dev.signet.local.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The gateway of the local suite: listens on the loopback addresses of one port. */
public final class Gateway {
    /** Presigned addresses with session tokens are long. */
    private static final int LONGEST_LINE = 32 * 1024;

    private static final Duration FIRST_HEAD = Duration.ofSeconds(20);

    /** Longer than clients keep an unused connection (60 s), so that none is cut while a request is on its way. */
    private static final Duration NEXT_HEAD = Duration.ofSeconds(75);

    /** As the services give a client, and what a launcher of 256 MB can spare. */
    private static final Duration BODY = Duration.ofSeconds(20);

    private static final long BODIES = 48 << 20;

    private final Vertx vertx;

    private Gateway(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Opens the gateway.
     *
     * @param services the ports at which the replicas of each service listen on the loopback address
     * @throws BindException when the port is in use
     */
    public static Gateway open(int port, Map<Service, List<Integer>> services) throws BindException {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(2)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        try {
            HttpClient client = client(vertx);
            Map<Service, Upstreams> upstreams = new EnumMap<>(Service.class);
            services.forEach((service, ports) -> upstreams.put(service, new Upstreams(ports)));
            Forwarding forwarding = new Forwarding(client, upstreams, new WholeBodies(vertx, BODY, BODIES));
            listen(vertx, "127.0.0.1", port, forwarding)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            // "localhost" is ::1 to some clients
            if (hasAddress("::1")) {
                listen(vertx, "::1", port, forwarding)
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join();
            }
            upstreams.values().forEach(replicas -> replicas.watch(vertx, client));
            return new Gateway(vertx);
        } catch (CompletionException failure) {
            vertx.close();
            if (failure.getCause() instanceof BindException taken) {
                throw taken;
            }
            throw failure;
        }
    }

    /** Closes it; calls under way are cut. */
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(3, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }

    /** A machine without IPv6 has no ::1; on one that has, a failure to listen there is one like any other. */
    private static boolean hasAddress(String address) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
        } catch (SocketException | UnknownHostException _) {
            return false;
        }
    }

    private static Future<?> listen(Vertx vertx, String host, int port, Forwarding forwarding) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_LINE)
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(300);
        HeadDeadline deadline = new HeadDeadline(vertx, FIRST_HEAD, NEXT_HEAD, forwarding);
        return vertx.createHttpServer(options)
                .connectionHandler(deadline::opened)
                .requestHandler(deadline)
                .invalidRequestHandler(Answers::unreadable)
                .listen();
    }

    private static HttpClient client(Vertx vertx) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(2_000)
                .setKeepAliveTimeout(30)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setMaxHeaderSize(LONGEST_LINE)
                .setDecompressionSupported(false);
        return vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(10_000));
    }
}
