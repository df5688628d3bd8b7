package dev.signet.local.gateway;

import dev.signet.local.Service;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Forwards each request as it came, its raw path and its Host header untouched, since both are signed. Who called is told
 * by {@code X-Forwarded-For}, of which a client's own word counts for nothing.
 */
final class Forwarding implements Handler<HttpServerRequest> {
    private static final long LONGEST_WAIT_MILLIS = 30_000;
    private static final int TURNED_AWAY = 503;

    private final HttpClient client;
    private final Map<Service, Upstreams> services;
    private final WholeBodies bodies;
    private final HttpProxy webSockets;

    Forwarding(HttpClient client, Map<Service, Upstreams> services, WholeBodies bodies) {
        this.client = client;
        this.services = Map.copyOf(services);
        this.bodies = bodies;
        this.webSockets = HttpProxy.reverseProxy(client)
                .origin(call -> toService(call.request().proxiedRequest(), Service.NOTIFICATION)
                        .map(Outgoing::request));
    }

    /** A request that has a connection to a replica, and of which nothing has been sent yet. */
    private record Outgoing(Upstream replica, HttpClientRequest request) {}

    @Override
    public void handle(HttpServerRequest request) {
        tellWhoCalls(request);
        if (isPreflight(request)) {
            Answers.preflight(request);
            return;
        }
        if (announcedLength(request) > WholeBodies.LARGEST) {
            Answers.tooLarge(request, WholeBodies.LARGEST);
            return;
        }
        String target = request.getHeader("x-amz-target");
        Optional<Service> service = target != null ? Routes.byTarget(target) : Routes.byPath(rawPath(request));
        if (service.isPresent()) {
            forward(request, service.get());
        } else if (target == null && rawPath(request).equals("/")) {
            byVersion(request);
        } else {
            Answers.unknown(request);
        }
    }

    /** A Query call names its API in the body, rarely in the query string. */
    private void byVersion(HttpServerRequest request) {
        if (request.method().equals(HttpMethod.POST)) {
            bodies.read(request, body -> byVersion(request, body)).onFailure(failure -> refuseBody(request, failure));
            return;
        }
        Routes.byVersion(request.query())
                .ifPresentOrElse(service -> forward(request, service), () -> Answers.welcome(request));
    }

    private Future<Void> byVersion(HttpServerRequest request, Buffer body) {
        Optional<Service> service =
                Routes.byVersion(body.toString(StandardCharsets.UTF_8)).or(() -> Routes.byVersion(request.query()));
        if (service.isEmpty()) {
            Answers.unknown(request);
            return Future.succeededFuture();
        }
        return send(request, service.get(), Body.body(body));
    }

    private void forward(HttpServerRequest request, Service service) {
        if (service == Service.NOTIFICATION && "websocket".equalsIgnoreCase(request.getHeader("upgrade"))) {
            webSockets.handle(request);
        } else if (request.getHeader("transfer-encoding") != null) {
            bodies.read(request, body -> send(request, service, Body.body(body)))
                    .onFailure(failure -> refuseBody(request, failure));
        } else {
            send(request, service, null);
        }
    }

    /** Ends well in any case, for the client is answered or gone. */
    private Future<Void> send(HttpServerRequest request, Service service, @Nullable Body body) {
        request.pause();
        ProxyRequest proxied = ProxyRequest.reverseProxy(request);
        if (body != null) {
            proxied.setBody(body);
        }
        return toService(request, service)
                .compose(outgoing -> exchange(request, proxied, outgoing))
                .onFailure(failure -> failed(request, service, failure))
                .otherwiseEmpty();
    }

    /** What was sent to a replica is not sent to another: it may have been done. */
    private static Future<Void> exchange(HttpServerRequest request, ProxyRequest proxied, Outgoing outgoing) {
        request.response().closeHandler(_ -> outgoing.request().reset());
        return proxied.send(outgoing.request())
                .onSuccess(answer -> {
                    if (answer.getStatusCode() == TURNED_AWAY) {
                        outgoing.replica().rest();
                    }
                })
                .compose(ProxyResponse::send)
                .onFailure(_ -> {
                    if (!request.response().closed()) {
                        outgoing.replica().rest();
                    }
                });
    }

    private Future<Outgoing> toService(HttpServerRequest request, Service service) {
        Upstreams replicas = services.get(service);
        if (replicas == null) {
            throw new IllegalArgumentException("no replicas of " + service);
        }
        return toFirst(request, replicas.inTurn().iterator());
    }

    /** Connects with the first replica that lets us. */
    private Future<Outgoing> toFirst(HttpServerRequest request, Iterator<Upstream> replicas) {
        Upstream replica = replicas.next();
        String host = request.getHeader(HttpHeaders.HOST);
        return client.request(options(request, replica.port()))
                .map(toService -> host == null ? toService : toService.putHeader(HttpHeaders.HOST, host))
                .map(toService -> new Outgoing(replica, toService))
                .recover(refused -> {
                    replica.rest();
                    return replicas.hasNext() ? toFirst(request, replicas) : Future.failedFuture(refused);
                });
    }

    private static RequestOptions options(HttpServerRequest request, int port) {
        RequestOptions options = new RequestOptions()
                .setServer(SocketAddress.inetSocketAddress(port, "127.0.0.1"))
                .setHost("127.0.0.1")
                .setPort(port);
        return Routes.isLive(rawPath(request)) ? options : options.setIdleTimeout(LONGEST_WAIT_MILLIS);
    }

    private static void failed(HttpServerRequest request, Service service, Throwable failure) {
        if (request.response().closed() || request.response().ended()) {
            return;
        }
        if (failure instanceof TimeoutException) {
            Answers.noAnswer(request, service.id());
        } else {
            Answers.noService(request, service.id());
        }
    }

    private static void refuseBody(HttpServerRequest request, Throwable failure) {
        if (failure instanceof WholeBodies.Refused refused) {
            switch (refused.reason()) {
                case TOO_LARGE -> Answers.tooLarge(request, WholeBodies.LARGEST);
                case TOO_SLOW -> Answers.tooSlow(request);
                case TOO_MANY -> Answers.tooMany(request);
            }
        } else {
            request.response().reset();
        }
    }

    private static void tellWhoCalls(HttpServerRequest request) {
        MultiMap headers = request.headers();
        headers.remove("forwarded")
                .remove("x-forwarded-host")
                .remove("x-forwarded-port")
                .remove("x-real-ip");
        headers.set("x-forwarded-for", request.remoteAddress().hostAddress());
        headers.set("x-forwarded-proto", "http");
    }

    private static boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.getHeader("access-control-request-method") != null;
    }

    private static long announcedLength(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
    }

    private static String rawPath(HttpServerRequest request) {
        String uri = request.uri();
        int query = uri.indexOf('?');
        return query < 0 ? uri : uri.substring(0, query);
    }
}
