package dev.signet.userpool.srp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SrpExchangeTest {
    private static final String POOL = "us-east-1_AbCdEf123";
    private static final String USER = "älice 用户";
    private static final String PASSWORD = "Corr3ct-horse:ünïcode";
    private static final String TIME = "Mon Nov 2 03:04:05 UTC 2026";
    private static final byte[] BLOCK = "an opaque block".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final SrpIdentity identity = SrpIdentity.of(POOL, USER);
    private final SrpVerifier verifier = SrpVerifier.create(identity, PASSWORD, random);

    @Test
    void acceptsTheProofOfAClientWithTheRightPassword() {
        // many rounds, so that both signs of B and every padding of u, A, B and S come up
        for (int i = 0; i < 16; i++) {
            SrpClient client = new SrpClient();
            SrpExchange exchange = begin(client);

            assertThat(exchange.isProvenBy(proof(client, exchange, PASSWORD), verifier))
                    .isTrue();
        }
    }

    @Test
    void acceptsAnOldSaltThatBeginsWithZeroes() {
        // Given
        SrpVerifier shortSalt = withSalt(BigInteger.valueOf(0x8f));
        SrpClient client = new SrpClient();

        // When
        SrpExchange exchange = SrpExchange.begin(a(client), shortSalt, random);

        // Then
        assertThat(exchange.isProvenBy(proof(client, exchange, PASSWORD, shortSalt), shortSalt))
                .isTrue();
    }

    @Test
    void refusesTheProofOfAWrongPassword() {
        SrpClient client = new SrpClient();
        SrpExchange exchange = begin(client);

        assertThat(exchange.isProvenBy(proof(client, exchange, PASSWORD + "x"), verifier))
                .isFalse();
    }

    @Test
    void refusesASignatureOverAnotherBlockTimeOrUser() {
        // Given
        SrpClient client = new SrpClient();
        SrpExchange exchange = begin(client);
        SrpProof good = proof(client, exchange, PASSWORD);

        // When / Then
        assertThat(exchange.isProvenBy(
                        new SrpProof(identity, new byte[] {1}, good.timestamp(), good.signature()), verifier))
                .isFalse();
        assertThat(exchange.isProvenBy(
                        new SrpProof(identity, BLOCK, "Mon Nov 2 03:04:06 UTC 2026", good.signature()), verifier))
                .isFalse();
        assertThat(exchange.isProvenBy(
                        new SrpProof(SrpIdentity.of(POOL, "bob"), BLOCK, TIME, good.signature()), verifier))
                .isFalse();
        assertThat(exchange.isProvenBy(new SrpProof(identity, BLOCK, TIME, new byte[0]), verifier))
                .isFalse();
    }

    @Test
    void refusesASignatureThatDiffersAnywhere() {
        SrpClient client = new SrpClient();
        SrpExchange exchange = begin(client);
        byte[] good = proof(client, exchange, PASSWORD).signature();

        for (int i = 0; i < good.length; i++) {
            byte[] changed = good.clone();
            changed[i] ^= 1;
            assertThat(exchange.isProvenBy(new SrpProof(identity, BLOCK, TIME, changed), verifier))
                    .as("changed at " + i)
                    .isFalse();
            assertThat(exchange.isProvenBy(new SrpProof(identity, BLOCK, TIME, Arrays.copyOf(good, i)), verifier))
                    .as("cut at " + i)
                    .isFalse();
        }
    }

    @Test
    void refusesAProofMadeForAnotherExchange() {
        SrpClient client = new SrpClient();
        SrpExchange first = begin(client);
        SrpExchange second = begin(client);

        assertThat(second.isProvenBy(proof(client, first, PASSWORD), verifier)).isFalse();
    }

    @Test
    void sendsAServerValueWhoseResidueTellsNothingAboutThePassword() {
        // Given the right verifier, as one who tests a guess has it
        BigInteger masked = SrpGroup.K.multiply(verifier.verifier());
        SrpClient client = new SrpClient();

        // When
        long residues = IntStream.range(0, 24)
                .mapToObj(_ -> begin(client).serverPublic().subtract(masked).mod(SrpGroup.N))
                .filter(SrpExchangeTest::isQuadraticResidue)
                .count();

        // Then it is a residue about half the time, as for a wrong guess: 24 without the random sign
        assertThat(residues).isBetween(2L, 22L);
    }

    @Test
    void simulatesAVerifierFromASeed() {
        byte[] seed = new byte[400];
        random.nextBytes(seed);

        assertThat(SrpVerifier.simulated(seed)).isEqualTo(SrpVerifier.simulated(seed.clone()));
        assertThat(SrpVerifier.simulated(seed).saltHex().length()).isLessThanOrEqualTo(32);
    }

    private static boolean isQuadraticResidue(BigInteger value) {
        return value.modPow(SrpGroup.N.shiftRight(1), SrpGroup.N).equals(BigInteger.ONE);
    }

    private SrpVerifier withSalt(BigInteger salt) {
        byte[] inner = SrpGroup.digest((identity.text() + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        return new SrpVerifier(salt, GeneratorPowers.power(SrpGroup.digest(SrpGroup.pad(salt), inner)));
    }

    private SrpExchange begin(SrpClient client) {
        return SrpExchange.begin(a(client), verifier, random);
    }

    private static BigInteger a(SrpClient client) {
        return SrpGroup.clientPublic(client.srpA()).orElseThrow();
    }

    private SrpProof proof(SrpClient client, SrpExchange exchange, String password) {
        return proof(client, exchange, password, verifier);
    }

    private SrpProof proof(SrpClient client, SrpExchange exchange, String password, SrpVerifier stored) {
        String signature = client.signature(
                POOL,
                USER,
                password,
                stored.saltHex(),
                exchange.serverPublicHex(),
                Base64.getEncoder().encodeToString(BLOCK),
                TIME);
        return new SrpProof(identity, BLOCK, TIME, Base64.getDecoder().decode(signature));
    }
}
