package dev.signet.wire.http;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds where a request came from: the last address that a trusted gateway did not write about itself. */
final class SourceAddress {
    private final List<Block> trusted;

    SourceAddress(List<String> trusted) {
        this.trusted = trusted.stream().map(Block::parse).toList();
    }

    Optional<String> of(RequestHead head) {
        var address = parse(head.peer());
        var hops = head.all("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",")))
                .map(String::strip)
                .toList();
        for (int i = hops.size() - 1; i >= 0 && address.filter(this::isTrusted).isPresent(); i--) {
            var before = parse(hops.get(i));
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

    private static Optional<InetAddress> parse(String literal) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(literal));
    }

    private record Block(byte[] network, int bits) {
        static Block parse(String text) {
            int slash = text.indexOf('/');
            var address = SourceAddress.parse(slash < 0 ? text : text.substring(0, slash))
                    .orElseThrow(() -> new IllegalArgumentException(text + " is no address and no CIDR block"));
            var network = address.getAddress();
            return new Block(network, slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1)));
        }

        boolean contains(InetAddress address) {
            var octets = address.getAddress();
            if (octets.length != network.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit & 7);
                if ((octets[bit >> 3] & mask) != (network[bit >> 3] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
