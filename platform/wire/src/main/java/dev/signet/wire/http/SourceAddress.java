package dev.signet.wire.http;

import dev.signet.wire.AddressBlock;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds where a request came from: the last address that a trusted gateway did not write about itself. */
@Singleton
public final class SourceAddress {
    private final List<AddressBlock> trusted;

    @Inject
    SourceAddress(WireConfig config) {
        this(config.trustedProxies());
    }

    SourceAddress(List<String> trusted) {
        this.trusted = trusted.stream().map(AddressBlock::parse).toList();
    }

    /** Where a request came from that is served beside the AWS protocols. */
    public Optional<String> of(HttpServerRequest request) {
        return of(RequestHead.of(request));
    }

    Optional<String> of(RequestHead head) {
        var address = AddressBlock.address(head.peer());
        var hops = head.all("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && address.filter(this::isTrusted).isPresent(); i--) {
            var before = AddressBlock.address(hops.get(i));
            if (before.isEmpty()) {
                break;
            }
            address = before;
        }
        return address.map(InetAddress::getHostAddress);
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }
}
