package dev.signet.wire.http;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;

/** Reads a body up to a limit and within a time. */
final class BodyReader {
    private static final long LINGER_MILLIS = 1000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final int limit;
    private final BodyBudget.Share share;
    private final Buffer read = Buffer.buffer();

    BodyReader(Vertx vertx, HttpServerRequest request, int limit, BodyBudget.Share share) {
        this.vertx = vertx;
        this.request = request;
        this.limit = limit;
        this.share = share;
    }

    /** The body; fails with a refusal when it is too long or too slow, and otherwise when the client goes away. */
    Uni<byte[]> read(Duration timeout) {
        return Uni.createFrom().emitter(emitter -> start(timeout, emitter));
    }

    private void start(Duration timeout, UniEmitter<? super byte[]> emitter) {
        if (announced() > limit) {
            refuse(tooLarge(), emitter);
            return;
        }
        var timer = vertx.setTimer(
                timeout.toMillis(),
                _ -> refuse(Refusal.of(CommonError.REQUEST_TIMEOUT, "The request's body came too slowly."), emitter));
        request.handler(chunk -> append(chunk, timer, emitter));
        request.endHandler(_ -> {
            vertx.cancelTimer(timer);
            emitter.complete(read.getBytes());
        });
        request.exceptionHandler(failure -> {
            vertx.cancelTimer(timer);
            emitter.fail(new ClientGone(failure));
        });
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private long announced() {
        var length = request.getHeader("Content-Length");
        return length == null ? -1 : Long.parseLong(length);
    }

    private void append(Buffer chunk, long timer, UniEmitter<? super byte[]> emitter) {
        try {
            if (read.length() + chunk.length() > limit) {
                throw tooLarge();
            }
            share.take(chunk.length());
            read.appendBuffer(chunk);
        } catch (Refusal refusal) {
            vertx.cancelTimer(timer);
            refuse(refusal, emitter);
        }
    }

    private Refusal tooLarge() {
        return Refusal.of(CommonError.REQUEST_TOO_LARGE, "The request's body is longer than " + limit + " bytes.");
    }

    /** What the client still sends is thrown away for a while, so that it can read the answer; then the line is cut. */
    private void refuse(Refusal refusal, UniEmitter<? super byte[]> emitter) {
        request.handler(_ -> {});
        request.endHandler(_ -> {});
        if (request.version() != HttpVersion.HTTP_2) {
            request.response().putHeader("Connection", "close");
        }
        vertx.setTimer(LINGER_MILLIS, _ -> {
            if (!request.isEnded()) {
                request.connection().close();
            }
        });
        request.resume();
        emitter.fail(refusal);
    }

    /** The client closed the connection before its request was complete: there is nobody to answer. */
    static final class ClientGone extends RuntimeException {
        ClientGone(Throwable cause) {
            super("the client went away", cause, false, false);
        }
    }
}
