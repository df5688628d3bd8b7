package dev.signet.local.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * The bodies that are read whole before it is known where they go, or how long they are: each up to a limit and within a
 * time, and all together within the memory that they may take.
 */
final class WholeBodies {
    static final int LARGEST = 4 << 20;

    private final Vertx vertx;
    private final Duration time;
    private final long budget;
    private final AtomicLong held = new AtomicLong();

    WholeBodies(Vertx vertx, Duration time, long budget) {
        this.vertx = vertx;
        this.time = time;
        this.budget = budget;
    }

    /** Reads a body and holds it until what is done with it is over. Fails with {@link Refused}, or when the client goes. */
    Future<Void> read(HttpServerRequest request, Function<Buffer, Future<Void>> use) {
        Body body = new Body();
        return body.read(request).compose(use).onComplete(_ -> body.letGo());
    }

    /** Why a body is not read to its end. */
    enum Reason {
        TOO_LARGE,
        TOO_SLOW,
        TOO_MANY
    }

    /** A body is not read to its end. */
    static final class Refused extends RuntimeException {
        private final Reason reason;

        Refused(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }

        Reason reason() {
            return reason;
        }
    }

    private final class Body {
        private final Buffer collected = Buffer.buffer();
        private final Promise<Buffer> whole = Promise.promise();
        private long taken;

        Future<Buffer> read(HttpServerRequest request) {
            long timer = vertx.setTimer(time.toMillis(), _ -> refuse(Reason.TOO_SLOW));
            request.handler(this::append);
            request.exceptionHandler(whole::tryFail);
            request.endHandler(_ -> whole.tryComplete(collected));
            return whole.future().onComplete(_ -> vertx.cancelTimer(timer));
        }

        private void append(Buffer part) {
            if (whole.future().isComplete()) {
                return;
            }
            taken += part.length();
            long all = held.addAndGet(part.length());
            if (taken > LARGEST) {
                refuse(Reason.TOO_LARGE);
            } else if (all > budget) {
                refuse(Reason.TOO_MANY);
            } else {
                collected.appendBuffer(part);
            }
        }

        private void refuse(Reason reason) {
            whole.tryFail(new Refused(reason));
        }

        void letGo() {
            held.addAndGet(-taken);
            taken = 0;
        }
    }
}
