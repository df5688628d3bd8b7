package dev.signet.local.gateway;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Closes a connection on which the head of a request is not complete in time, however steadily its bytes come: an idle
 * timeout begins anew with each byte.
 */
final class HeadDeadline implements Handler<HttpServerRequest> {
    private final Vertx vertx;
    private final Duration first;
    private final Duration next;
    private final Handler<HttpServerRequest> requests;
    private final Map<HttpConnection, Long> timers = new ConcurrentHashMap<>();

    /**
     * @param first how long a new connection has for its first head
     * @param next how long it has for another after an answer, unused time of a kept connection included
     */
    HeadDeadline(Vertx vertx, Duration first, Duration next, Handler<HttpServerRequest> requests) {
        this.vertx = vertx;
        this.first = first;
        this.next = next;
        this.requests = requests;
    }

    void opened(HttpConnection connection) {
        connection.closeHandler(_ -> stop(connection));
        start(connection, first);
    }

    @Override
    public void handle(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        stop(connection);
        request.response().endHandler(_ -> start(connection, next));
        requests.handle(request);
    }

    private void start(HttpConnection connection, Duration limit) {
        stop(connection);
        timers.put(connection, vertx.setTimer(limit.toMillis(), _ -> {
            timers.remove(connection);
            connection.close();
        }));
    }

    private void stop(HttpConnection connection) {
        Long timer = timers.remove(connection);
        if (timer != null) {
            vertx.cancelTimer(timer);
        }
    }
}
