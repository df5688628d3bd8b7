package dev.signet.benchmark.load.limit;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.World;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.util.concurrent.ThreadLocalRandom;

/** The cryptography of a sign-in with nothing around it, by the libraries and with the parameters of the services. */
public final class Limits {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int RSA_BITS = 2048;
    private static final int EXPONENT_BITS = 256;

    /** As long as the header and the claims of an ID token. */
    private static final int TOKEN_BYTES = 700;

    private Limits() {}

    /** The check of one password. */
    public static Scenario argon2(World world) {
        Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id);
        byte[] password = "Correct-Horse-7-000001".getBytes(StandardCharsets.UTF_8);
        String hash = argon2.hash(PASSES, MEMORY_KIB, LANES, password);
        return new Computation(world, "bare-argon2", "Bare Argon2id", () -> {
            if (!argon2.verify(hash, password)) {
                throw new IllegalStateException("Argon2id does not know its own hash");
            }
        });
    }

    /** The server's part of one sign-in by SRP: three powers modulo the group's prime, and two signatures. */
    public static Scenario srp(World world, BigInteger prime) {
        BigInteger verifier = new BigInteger(prime.bitLength() - 1, new SecureRandom());
        BigInteger clientPublic = new BigInteger(prime.bitLength() - 1, new SecureRandom());
        Runnable signatures = twoSignatures();
        return new Computation(world, "bare-srp", "Bare arithmetic and signatures of one SRP sign-in", () -> {
            BigInteger secret = exponent();
            BigInteger serverPublic = BigInteger.TWO.modPow(secret, prime);
            BigInteger shared =
                    clientPublic.multiply(verifier.modPow(exponent(), prime)).modPow(secret, prime);
            if (shared.equals(serverPublic)) {
                throw new IllegalStateException("Two random powers are equal");
            }
            signatures.run();
        });
    }

    /** The two signatures of an ID token and an access token. */
    public static Scenario signatures(World world) {
        return new Computation(world, "bare-signatures", "Two bare RSA-2048 signatures", twoSignatures());
    }

    private static BigInteger exponent() {
        return new BigInteger(EXPONENT_BITS, ThreadLocalRandom.current());
    }

    private static Runnable twoSignatures() {
        AmazonCorrettoCryptoProvider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
        Provider provider = corretto.getLoadingError() == null ? corretto : Security.getProvider("SunRsaSign");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", provider);
            generator.initialize(RSA_BITS);
            KeyPair id = generator.generateKeyPair();
            KeyPair access = generator.generateKeyPair();
            byte[] token = new byte[TOKEN_BYTES];
            return () -> {
                sign(provider, id, token);
                sign(provider, access, token);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    private static void sign(Provider provider, KeyPair key, byte[] token) {
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA", provider);
            rsa.initSign(key.getPrivate());
            rsa.update(token);
            rsa.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }
}
