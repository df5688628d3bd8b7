package dev.signet.wire.http;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/** The memory that the bodies of all requests under way may take together, so that no crowd of senders can fill it. */
final class BodyBudget {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    BodyBudget(long limit) {
        this.limit = limit;
    }

    /** One request's share, which grows as its body comes in and is given back at its end. */
    final class Share {
        private long taken;

        void take(int bytes) {
            taken += bytes;
            if (used.addAndGet(bytes) > limit) {
                throw Refusal.of(CommonError.SERVICE_UNAVAILABLE, "Too much is being sent at once; try again.");
            }
        }

        void giveBack() {
            used.addAndGet(-taken);
            taken = 0;
        }
    }

    Share share() {
        return new Share();
    }

    long used() {
        return used.get();
    }
}
