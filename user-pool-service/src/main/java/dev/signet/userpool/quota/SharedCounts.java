package dev.signet.userpool.quota;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What was taken through all replicas, in Redis and by its clock: one round trip for all limits of a request. Where Redis
 * does not answer in time everything is granted, and for a second nobody but one request asks it again.
 */
@Singleton
class SharedCounts {
    private static final Logger LOG = Logger.getLogger(SharedCounts.class);
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(1);
    private static final int GRANTED = 0;

    /** Takes one of every key, or none: then the answer is which key, from 1, had none left. */
    private static final String TAKE = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local instants = {}
            for i, key in ipairs(KEYS) do
              instants[i] = math.max(tonumber(redis.call('GET', key) or '0'), now) + ARGV[2 * i - 1]
              if instants[i] - now > tonumber(ARGV[2 * i]) then return i end
            end
            for i, key in ipairs(KEYS) do
              redis.call('SET', key, string.format('%.0f', instants[i]), 'PX', math.ceil((instants[i] - now) / 1000))
            end
            return 0
            """;

    private static final String GIVE_BACK = """
            local instant = redis.call('GET', KEYS[1])
            if instant then
              redis.call('SET', KEYS[1], string.format('%.0f', instant - ARGV[1]), 'KEEPTTL')
            end
            """;

    private final Redis redis;
    private final long timeoutMillis;
    private final Counter unanswered;
    private final AtomicLong silentUntil = new AtomicLong(System.nanoTime());
    private volatile boolean answering = true;

    SharedCounts(Redis redis, QuotaConfig config, MeterRegistry meters) {
        this.redis = redis;
        this.timeoutMillis = config.redisTimeout().toMillis();
        this.unanswered = meters.counter("signet.quotas.unanswered");
    }

    /** Takes one of each limit, or none; the answer is the place, from 1, of a limit with none left, else 0. */
    Uni<Integer> take(List<Limit> limits) {
        if (limits.isEmpty() || !mayAsk()) {
            return Uni.createFrom().item(GRANTED);
        }
        Request request = Request.cmd(Command.EVAL).arg(TAKE).arg(limits.size());
        limits.forEach(limit -> request.arg(limit.key()));
        limits.forEach(limit -> request.arg(limit.micros()).arg(limit.tolerance()));
        return Uni.createFrom()
                .emitter(answer ->
                        ask(request).map(SharedCounts::place).otherwise(GRANTED).onSuccess(answer::complete));
    }

    /** Gives back one that was taken; nobody waits for it. */
    void giveBack(Limit limit) {
        if (mayAsk()) {
            var unused = ask(Request.cmd(Command.EVAL)
                    .arg(GIVE_BACK)
                    .arg(1)
                    .arg(limit.key())
                    .arg(limit.micros()));
        }
    }

    private static int place(@Nullable Response response) {
        return response == null ? GRANTED : response.toInteger();
    }

    private Future<@Nullable Response> ask(Request request) {
        return redis.send(request)
                .timeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .onSuccess(_ -> noteAnswer())
                .onFailure(this::noteSilence);
    }

    /** While Redis is silent one request a second may find out whether it still is. */
    private boolean mayAsk() {
        if (answering) {
            return true;
        }
        long now = System.nanoTime();
        long end = silentUntil.get();
        return now - end >= 0 && silentUntil.compareAndSet(end, now + SILENCE);
    }

    private void noteAnswer() {
        if (!answering) {
            answering = true;
            LOG.info("Redis answers again: quotas hold for all replicas together");
        }
    }

    private void noteSilence(Throwable failure) {
        unanswered.increment();
        silentUntil.set(System.nanoTime() + SILENCE);
        if (answering) {
            answering = false;
            LOG.warnf("Redis does not answer: quotas are not counted over all replicas (%s)", failure);
        }
    }
}
