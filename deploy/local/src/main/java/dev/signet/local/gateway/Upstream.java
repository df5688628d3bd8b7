package dev.signet.local.gateway;

import java.util.concurrent.TimeUnit;

/** One replica of a service, as the gateway has found it. */
final class Upstream {
    /** How long one that did not answer is passed over. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int port;
    private volatile long restsUntil;
    private volatile boolean ready = true;

    Upstream(int port) {
        this.port = port;
        this.restsUntil = System.nanoTime();
    }

    int port() {
        return port;
    }

    /** It refused a connection, broke one off or turned a call away: others are asked first for a moment. */
    void rest() {
        restsUntil = System.nanoTime() + REST_NANOS;
    }

    /** What it last said of itself. */
    void ready(boolean says) {
        ready = says;
    }

    /** Whether it is worth asking before others. */
    boolean isPromising() {
        return ready && System.nanoTime() - restsUntil >= 0;
    }
}
