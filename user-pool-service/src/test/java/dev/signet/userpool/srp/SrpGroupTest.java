package dev.signet.userpool.srp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SrpGroupTest {
    @Test
    void isTheGroupThatClientsUse() {
        assertThat(SrpGroup.N).isEqualTo(new BigInteger(SrpClient.N_HEX, 16));
        assertThat(SrpGroup.N.bitLength()).isEqualTo(3072);
        assertThat(SrpGroup.N.isProbablePrime(20)).isTrue();
        assertThat(SrpGroup.N.shiftRight(1).isProbablePrime(20)).isTrue();
    }

    @Test
    void takesPowersOfTheGeneratorFromTheTable() {
        byte[] exponent = new byte[GeneratorPowers.EXPONENT_BYTES];
        new SecureRandom().nextBytes(exponent);

        assertThat(GeneratorPowers.power(exponent))
                .isEqualTo(BigInteger.TWO.modPow(new BigInteger(1, exponent), SrpGroup.N));
        assertThat(GeneratorPowers.power(new byte[GeneratorPowers.EXPONENT_BYTES]))
                .isEqualTo(BigInteger.ONE);
    }

    @ParameterizedTest
    @MethodSource("multiplesOfN")
    void refusesAnAThatIsZeroOrNotBelowN(String hex) {
        assertThat(SrpGroup.clientPublic(hex)).isEmpty();
    }

    static String[] multiplesOfN() {
        return new String[] {
            "0",
            "00",
            "0".repeat(768),
            SrpClient.N_HEX,
            SrpClient.N_HEX.toLowerCase(Locale.ROOT),
            "00" + SrpClient.N_HEX,
            SrpGroup.N.shiftLeft(1).toString(16),
            SrpGroup.N.multiply(BigInteger.valueOf(77)).toString(16),
            SrpGroup.N.add(BigInteger.ONE).toString(16),
            "-" + SrpClient.N_HEX,
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "-1", "+1", "0x12", "12 ", "g", "１２", "٣", "1\u0000", "a_b"})
    void refusesAnAThatIsNoHexadecimalNumber(String hex) {
        assertThat(SrpGroup.clientPublic(hex)).isEmpty();
    }

    @Test
    void refusesAnAOfAMegabyteWithoutCalculating() {
        assertThat(SrpGroup.clientPublic("1".repeat(1_000_000))).isEmpty();
    }

    @Test
    void readsAnAOfOddLengthAsJavaScriptClientsSendIt() {
        assertThat(SrpGroup.clientPublic("abc")).contains(BigInteger.valueOf(0xabc));
        assertThat(SrpGroup.clientPublic("00" + "f".repeat(8))).contains(BigInteger.valueOf(0xffffffffL));
    }

    @Test
    void padsAsClientsPad() {
        for (String hex : new String[] {"0", "7", "80", "8f", "7f", "abc", "fff", "100"}) {
            BigInteger value = new BigInteger(hex, 16);
            assertThat(HexFormat.of().formatHex(SrpGroup.pad(value))).isEqualTo(SrpClient.padHex(value));
        }
    }
}
