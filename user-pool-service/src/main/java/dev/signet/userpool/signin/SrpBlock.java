package dev.signet.userpool.signin;

import dev.signet.userpool.srp.SrpExchange;
import java.math.BigInteger;
import java.util.UUID;

/**
 * What {@code SECRET_BLOCK} holds: the server's side of an SRP exchange, so that any replica goes on with it. Sealed when
 * it travels.
 *
 * @param id may be used once
 * @param name the name that was given, as the pool compares names
 * @param sub of the user, or the simulated one
 * @param username what the challenge named {@code USER_ID_FOR_SRP}
 * @param issuedAt milliseconds since 1970
 */
record SrpBlock(
        UUID id,
        String poolId,
        String clientId,
        String name,
        String sub,
        String username,
        byte[] clientPublic,
        byte[] serverPublic,
        byte[] secret,
        long issuedAt) {
    SrpExchange exchange() {
        return new SrpExchange(new BigInteger(1, clientPublic), new BigInteger(1, serverPublic), secret);
    }

    @Override
    public String toString() {
        return "SrpBlock[" + id + "]";
    }
}
