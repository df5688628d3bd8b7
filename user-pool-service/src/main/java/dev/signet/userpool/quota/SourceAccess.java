package dev.signet.userpool.quota;

import dev.signet.wire.AddressBlock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Whose doing a request is, by its source address: whoever has an IPv6 address has the 2^64 of its network. */
final class SourceAccess {
    private static final int IPV6_NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private final List<AddressBlock> exempt;

    SourceAccess(List<String> exempt) {
        this.exempt = exempt.stream().map(AddressBlock::parse).toList();
    }

    /** The name of a source; empty for one that is exempt. */
    Optional<String> name(Optional<String> address) {
        var found = address.flatMap(AddressBlock::address);
        if (found.isEmpty()) {
            return Optional.of("unknown");
        }
        if (exempt.stream().anyMatch(block -> block.contains(found.get()))) {
            return Optional.empty();
        }
        byte[] octets = found.get().getAddress();
        return Optional.of(
                octets.length == IPV6_BYTES
                        ? HexFormat.of().formatHex(Arrays.copyOf(octets, IPV6_NETWORK_BYTES))
                        : found.get().getHostAddress());
    }
}
