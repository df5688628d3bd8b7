package dev.signet.userpool.srp;

import java.math.BigInteger;

/**
 * Powers of the generator by a table of {@code g^(d * 256^i)}: a 256-bit exponent costs 32 multiplications in place of
 * some 300. About 4 MB, computed once.
 */
final class GeneratorPowers {
    /** The length in bytes of the exponents that the table serves. */
    static final int EXPONENT_BYTES = 32;

    private static final BigInteger[][] TABLE = table();

    private GeneratorPowers() {}

    /** {@code g^exponent mod N} for an exponent of exactly {@link #EXPONENT_BYTES} bytes, big-endian. */
    static BigInteger power(byte[] exponent) {
        if (exponent.length != EXPONENT_BYTES) {
            throw new IllegalArgumentException("An exponent has " + EXPONENT_BYTES + " bytes");
        }
        BigInteger power = BigInteger.ONE;
        for (int i = 0; i < EXPONENT_BYTES; i++) {
            BigInteger factor = TABLE[i][exponent[EXPONENT_BYTES - 1 - i] & 0xff];
            power = power.multiply(factor).mod(SrpGroup.N);
        }
        return power;
    }

    private static BigInteger[][] table() {
        BigInteger[][] table = new BigInteger[EXPONENT_BYTES][256];
        BigInteger base = SrpGroup.G;
        for (BigInteger[] row : table) {
            row[0] = BigInteger.ONE;
            for (int d = 1; d < row.length; d++) {
                row[d] = row[d - 1].multiply(base).mod(SrpGroup.N);
            }
            base = row[row.length - 1].multiply(base).mod(SrpGroup.N);
        }
        return table;
    }
}
