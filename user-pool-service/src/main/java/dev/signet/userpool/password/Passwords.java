package dev.signet.userpool.password;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import dev.signet.userpool.crypto.CryptoWorkers;
import dev.signet.userpool.srp.SrpIdentity;
import dev.signet.userpool.srp.SrpVerifier;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/** Protects and proves passwords: Argon2id with OWASP's parameters, and the SRP verifier, sealed for its user. */
@Singleton
public class Passwords implements PasswordHashing {
    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int LANES = 1;

    private final Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id);
    private final SecureRandom random = new SecureRandom();
    private final Keyset keyset;
    private final CryptoWorkers workers;

    /** What is hashed for a user who does not exist or has no password, so that the refusal takes as long. */
    private final String nobodysHash;

    Passwords(Keyset keyset, CryptoWorkers workers) {
        this.keyset = keyset;
        this.workers = workers;
        byte[] nobody = new byte[16];
        random.nextBytes(nobody);
        this.nobodysHash = argon2.hash(PASSES, MEMORY_KIB, LANES, nobody);
    }

    @Override
    public Uni<HashedPassword> hash(String shortPoolId, String username, String password) {
        SrpIdentity owner = new SrpIdentity(shortPoolId, username);
        return workers.run(() -> hashNow(owner, password));
    }

    /** Whether the password is right; where there is none it takes the same time and is always wrong. */
    public Uni<Boolean> matches(Optional<HashedPassword> kept, String password) {
        String hash = kept.map(HashedPassword::argon2).orElse(nobodysHash);
        return workers.run(() -> verify(hash, password) && kept.isPresent());
    }

    /** Opens a user's SRP verifier. */
    public SrpVerifier srpVerifier(SrpIdentity owner, HashedPassword kept) {
        try {
            byte[] verifier = keyset.open(kept.sealedSrpVerifier(), sealPurpose(owner));
            return new SrpVerifier(new BigInteger(1, kept.srpSalt()), new BigInteger(1, verifier));
        } catch (SealBroken e) {
            throw new IllegalStateException("A stored SRP verifier does not open", e);
        }
    }

    private HashedPassword hashNow(SrpIdentity owner, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            SrpVerifier srp = SrpVerifier.create(owner, password, random);
            return new HashedPassword(
                    argon2.hash(PASSES, MEMORY_KIB, LANES, bytes),
                    srp.salt().toByteArray(),
                    keyset.seal(srp.verifier().toByteArray(), sealPurpose(owner)));
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private boolean verify(String hash, String password) {
        byte[] bytes = password.getBytes(StandardCharsets.UTF_8);
        try {
            return argon2.verify(hash, bytes);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    /** Names the user, so that one user's verifier put in another's row does not open. */
    private static String sealPurpose(SrpIdentity owner) {
        return "user-pool/srp-verifier/" + owner.poolName() + "/" + owner.userId();
    }
}
