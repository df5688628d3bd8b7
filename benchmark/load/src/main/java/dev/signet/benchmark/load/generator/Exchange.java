package dev.signet.benchmark.load.generator;

import io.hyperfoil.api.session.Session;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.api.HttpRequestWriter;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What the steps of Hyperfoil's sessions do: each session is one connection and has one request under way. */
final class Exchange {
    private static final byte[] NOTHING = {};

    private final Feed feed;
    private final boolean keep;
    private final int[] current;
    private final int[] statuses;
    private final byte[][] answers;
    private final Queue<Integer> failed = new ConcurrentLinkedQueue<>();
    private final AtomicLong ended = new AtomicLong();
    private final AtomicLong completed = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicReference<String> complaint = new AtomicReference<>("");

    Exchange(Feed feed, int sessions, boolean keep) {
        this.feed = feed;
        this.keep = keep;
        this.current = new int[sessions];
        this.statuses = new int[sessions];
        this.answers = new byte[keep ? feed.size() : sessions][0];
    }

    /** Begins with the next request, or ends the session. */
    boolean next(Session session) {
        int index = feed.take();
        if (index < 0) {
            session.stop();
            return false;
        }
        current[session.uniqueId()] = index;
        answers[place(session)] = NOTHING;
        return true;
    }

    HttpMethod method(Session session) {
        return HttpMethod.valueOf(request(session).method());
    }

    String path(Session session) {
        return request(session).path();
    }

    /** Every request is to reach its target: the generator would answer repeated GETs from a cache of its own. */
    void appendHeaders(Session session, HttpRequestWriter writer) {
        writer.putHeader("cache-control", "no-cache");
        List<String> headers = request(session).headers();
        for (int at = 0; at < headers.size(); at += 2) {
            writer.putHeader(headers.get(at), headers.get(at + 1));
        }
    }

    byte[] body(Session session) {
        return request(session).body();
    }

    void status(Session session, int status) {
        statuses[session.uniqueId()] = status;
    }

    void answer(Session session, ByteBuf data, int offset, int length, boolean last) {
        int status = statuses[session.uniqueId()];
        if ((keep || status >= 400) && length > 0) {
            byte[] before = answers[place(session)];
            byte[] all = Arrays.copyOf(before, before.length + length);
            data.getBytes(offset, all, before.length, length);
            answers[place(session)] = all;
        }
        if (last) {
            completed.incrementAndGet();
            ended.accumulateAndGet(System.nanoTime(), Math::max);
            if (status >= 400) {
                failed(session, status);
            }
        }
    }

    private void failed(Session session, int status) {
        errors.incrementAndGet();
        if (keep) {
            failed.add(current[session.uniqueId()]);
        }
        String said = new String(answers[place(session)], StandardCharsets.UTF_8);
        complaint.compareAndSet("", request(session) + " got " + status + " " + said);
    }

    /** Begins the sequence anew once the answer is there. */
    boolean again(Session session) {
        session.currentSequence().restart(session);
        return true;
    }

    Measured measured(StatisticsSnapshot statistics) {
        long broken = statistics.connectionErrors + statistics.requestTimeouts + statistics.internalErrors;
        if (broken > 0) {
            complaint.compareAndSet("", broken + " requests without an answer");
        }
        return new Measured(
                completed.get(),
                (ended.get() - feed.begun()) / 1e9,
                statistics.histogram,
                errors.get() + broken,
                keep ? List.of(answers) : List.of(),
                List.copyOf(failed),
                complaint.get());
    }

    private Prepared request(Session session) {
        return feed.at(current[session.uniqueId()]);
    }

    private int place(Session session) {
        return keep ? current[session.uniqueId()] : session.uniqueId();
    }
}
