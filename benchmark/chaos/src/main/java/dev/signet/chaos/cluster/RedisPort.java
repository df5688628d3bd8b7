package dev.signet.chaos.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Redis, spoken to without a client. */
public record RedisPort(int port, String password) {
    /** Forgets all that Redis holds. */
    public void flushAll() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            String words = "AUTH " + password + "\r\nFLUSHALL\r\nQUIT\r\n";
            socket.getOutputStream().write(words.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            if (!answer.equals("+OK\r\n+OK\r\n+OK\r\n")) {
                throw new IllegalStateException("Redis did not flush: " + answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "RedisPort[" + port + "]";
    }
}
