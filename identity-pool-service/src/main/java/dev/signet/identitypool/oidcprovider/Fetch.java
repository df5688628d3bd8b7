package dev.signet.identitypool.oidcprovider;

import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.core.http.HttpClient;
import io.vertx.mutiny.core.http.HttpClientResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;

/**
 * Fetches small JSON documents of token issuers. Redirects are not followed. What the operator did not configure himself
 * is reached by TLS and at public addresses only; the address that was checked is the one that is connected to.
 */
@ApplicationScoped
class Fetch {
    private static final int MAX_BYTES = 512 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final OidcConfig config;

    Fetch(Vertx vertx, OidcConfig config) {
        this.vertx = vertx;
        this.config = config;
        int millis = (int) config.timeout().toMillis();
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setConnectTimeout(millis).setMaxPoolSize(8));
    }

    /** The document, or a failure that says why there is none. */
    Uni<JsonObject> json(URI address, boolean operated) {
        boolean anywhere = operated || config.allowPrivateNetworks();
        return destination(address, anywhere)
                .chain(client::request)
                .chain(request -> request.send())
                .chain(Fetch::body)
                .map(Buffer::toJsonObject)
                .ifNoItem()
                .after(config.timeout())
                .fail();
    }

    private Uni<RequestOptions> destination(URI address, boolean anywhere) {
        var options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(address.toString())
                .putHeader("accept", "application/json")
                .setFollowRedirects(false);
        if (anywhere) {
            return Uni.createFrom().item(options);
        }
        if (!"https".equals(address.getScheme())) {
            return Uni.createFrom().failure(new IOException(address + " is not https"));
        }
        int port = address.getPort() < 0 ? 443 : address.getPort();
        return vertx.executeBlocking(() -> PublicAddress.of(address.getHost()), false)
                .map(InetAddress::getHostAddress)
                .map(host -> options.setServer(SocketAddress.inetSocketAddress(port, host)));
    }

    private static Uni<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return Uni.createFrom().failure(new IOException("It answered with status " + response.statusCode()));
        }
        return response.toMulti()
                .onItem()
                .scan(Buffer::buffer, Fetch::append)
                .collect()
                .last();
    }

    private static Buffer append(Buffer all, Buffer part) {
        if (all.length() + part.length() > MAX_BYTES) {
            throw new IllegalStateException("The document is too large");
        }
        return all.appendBuffer(part);
    }
}
