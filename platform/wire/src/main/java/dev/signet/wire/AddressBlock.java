package dev.signet.wire;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.util.Optional;

/** A block of addresses in CIDR notation, or a single one. */
public final class AddressBlock {
    private final byte[] network;
    private final int bits;

    private AddressBlock(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Reads {@code 10.1.0.0/20}, {@code ::1}; anything else is an IllegalArgumentException. */
    public static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        var address = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException(text + " is no address and no CIDR block"));
        var network = address.getAddress();
        return new AddressBlock(network, slash < 0 ? network.length * 8 : Integer.parseInt(text.substring(slash + 1)));
    }

    /** The address that a text is, which may not be a name. */
    public static Optional<InetAddress> address(String literal) {
        return Optional.ofNullable(NetUtil.createInetAddressFromIpAddressString(literal));
    }

    public boolean contains(InetAddress address) {
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
