package dev.signet.identitypool.oidcprovider;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;

/** Tells the Internet's public addresses from those of this machine and its neighbours. */
final class PublicAddress {
    private PublicAddress() {}

    /** Looks a host up; fails when any of its addresses is not public. Blocks. */
    static InetAddress of(String host) throws IOException {
        InetAddress[] addresses = InetAddress.getAllByName(host);
        for (InetAddress address : addresses) {
            if (!isPublic(address)) {
                throw new IOException(host + " is not at a public address");
            }
        }
        return addresses[0];
    }

    static boolean isPublic(InetAddress address) {
        boolean local = address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
        return !local && !(address instanceof Inet4Address ? reservedIpv4(address) : reservedIpv6(address));
    }

    /** RFC 6890: this network, shared address space, protocol assignments, benchmarks, reserved and broadcast. */
    private static boolean reservedIpv4(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = Byte.toUnsignedInt(bytes[0]);
        int second = Byte.toUnsignedInt(bytes[1]);
        return first == 0
                || (first == 100 && (second & 0xC0) == 64)
                || (first == 192 && second == 0)
                || (first == 198 && (second & 0xFE) == 18)
                || first >= 240;
    }

    /** Unique local addresses (RFC 4193) and those that lead to IPv4 by translation (RFC 6052). */
    private static boolean reservedIpv6(InetAddress address) {
        byte[] bytes = address.getAddress();
        return (bytes[0] & 0xFE) == 0xFC || (bytes[0] == 0 && Byte.toUnsignedInt(bytes[1]) == 0x64);
    }
}
