package dev.signet.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** In the place of Redis one that hangs: connections are taken and nothing is ever answered. */
public final class HungRedis implements QuarkusTestResourceLifecycleManager {
    private @Nullable ServerSocket silent;

    @Override
    public int order() {
        return 10; // after the servers that it takes one from
    }

    @Override
    public Map<String, String> start() {
        try {
            var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            silent = socket;
            return Map.of("quarkus.redis.hosts", "redis://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            if (silent != null) {
                silent.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
