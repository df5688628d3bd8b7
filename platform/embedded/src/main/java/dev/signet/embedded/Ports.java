package dev.signet.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Ports of the loopback address. */
public final class Ports {
    /** Below the ports that a system lends to outgoing connections: these could take a port before its server does. */
    private static final int LOWEST = 15_000;

    private static final int COUNT = 32_768 - LOWEST;
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(COUNT));

    private Ports() {}

    /** A port that nobody listens on at this moment, and that this process was not given lately. */
    public static int free() {
        return IntStream.generate(() -> LOWEST + Math.floorMod(NEXT.getAndIncrement(), COUNT))
                .limit(COUNT)
                .filter(port -> isFree("127.0.0.1", port))
                .findFirst()
                .orElseThrow(() -> new ServerFailed("No free port on the loopback address."));
    }

    /** The preferred port if nobody listens on it, else any free one. */
    public static int freeOr(int preferred) {
        return isFree("127.0.0.1", preferred) ? preferred : free();
    }

    /** Whether a listener could be opened there now. */
    public static boolean isFree(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
