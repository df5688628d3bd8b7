package dev.signet.wire.http;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes that no HTTP client would. */
final class RawClient {
    private RawClient() {}

    /** Sends a request's head with {@code Connection: close} and gives all that comes back. */
    static String send(String head) throws IOException {
        return exchange(head + "Host: localhost\r\nConnection: close\r\n\r\n");
    }

    /** Sends these bytes and then no more, and gives all that comes back. */
    static String leave(String bytes) throws IOException {
        try (var socket = new Socket("127.0.0.1", TestClients.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Sends exactly these bytes, and gives all that comes back until the server closes the connection. */
    static String exchange(String bytes) throws IOException {
        try (var socket = new Socket("127.0.0.1", TestClients.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
