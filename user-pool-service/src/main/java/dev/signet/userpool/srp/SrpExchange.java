package dev.signet.userpool.srp;

import java.math.BigInteger;
import java.security.SecureRandom;

/**
 * One exchange from the server's side, between its challenge and the client's proof.
 *
 * <p>Cognito's group has a flaw that a self-hosted server need not share: its generator 2 is a quadratic residue, so
 * {@code B - k * v'} is always one for the right password and only half the time for a wrong one. Whoever asks for some
 * forty challenges could test passwords offline against them. The server therefore sends {@code B = k*v ± g^b} with a
 * random sign, which makes B's residue carry nothing. A client computes the same shared secret up to its sign, and
 * {@link #isProvenBy} accepts either.
 *
 * @param clientPublic A
 * @param serverPublic B
 * @param secret b, {@value GeneratorPowers#EXPONENT_BYTES} bytes
 */
public record SrpExchange(BigInteger clientPublic, BigInteger serverPublic, byte[] secret) {
    /** Answers a client's A, already checked by {@link SrpGroup#clientPublic}, with a fresh B. */
    public static SrpExchange begin(BigInteger clientPublic, SrpVerifier verifier, SecureRandom random) {
        byte[] secret = new byte[GeneratorPowers.EXPONENT_BYTES];
        BigInteger serverPublic;
        do {
            random.nextBytes(secret);
            BigInteger power = GeneratorPowers.power(secret);
            BigInteger masked = random.nextBoolean() ? power : SrpGroup.N.subtract(power);
            serverPublic = SrpGroup.K.multiply(verifier.verifier()).add(masked).mod(SrpGroup.N);
        } while (serverPublic.signum() == 0
                || scrambler(clientPublic, serverPublic).signum() == 0);
        return new SrpExchange(clientPublic, serverPublic, secret);
    }

    /** B as the challenge's {@code SRP_B}. */
    public String serverPublicHex() {
        return serverPublic.toString(16);
    }

    /** Whether the client's signature shows that it knows the password; compared in constant time. */
    public boolean isProvenBy(SrpProof proof, SrpVerifier verifier) {
        BigInteger u = scrambler(clientPublic, serverPublic);
        if (u.signum() == 0) {
            return false;
        }
        BigInteger shared = clientPublic
                .multiply(verifier.verifier().modPow(u, SrpGroup.N))
                .modPow(new BigInteger(1, secret), SrpGroup.N);
        boolean plus = proof.isSignedWith(shared, u);
        boolean minus = proof.isSignedWith(SrpGroup.N.subtract(shared), u);
        return plus | minus;
    }

    /** {@code u = H(A || B)}. */
    private static BigInteger scrambler(BigInteger clientPublic, BigInteger serverPublic) {
        return SrpGroup.hash(SrpGroup.pad(clientPublic), SrpGroup.pad(serverPublic));
    }

    @Override
    public String toString() {
        return "SrpExchange[A, B]";
    }
}
