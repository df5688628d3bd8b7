package dev.signet.userpool.token;

import dev.signet.events.UnitOfWork;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.crypto.CryptoWorkers;
import dev.signet.userpool.crypto.RsaProvider;
import dev.signet.userpool.pool.KeysOfNewPool;
import dev.signet.userpool.token.PoolKey.Use;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The keys of pools: made together with the pool, kept sealed, and held open in memory once they were needed. */
@Singleton
public class SigningKeys implements KeysOfNewPool {
    private static final int RSA_BITS = 2048;
    private static final int SECRET_BYTES = 32;

    private static final String INSERT = """
            insert into pool_key (kid, pool_id, use, generation, public_key, sealed_material)
            values (:kid, :pool, :use, 1, :public, :sealed)""";

    private final Map<String, PoolKeys> opened = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();
    private final Keyset keyset;
    private final CryptoWorkers workers;
    private final UnitOfWork unitOfWork;

    SigningKeys(Keyset keyset, CryptoWorkers workers, UnitOfWork unitOfWork) {
        this.keyset = keyset;
        this.workers = workers;
        this.unitOfWork = unitOfWork;
    }

    /** The pool's keys; AWS's refusal when there is no such pool. */
    public Uni<PoolKeys> of(String poolId) {
        PoolKeys known = opened.get(poolId);
        return known != null ? Uni.createFrom().item(known) : read(poolId);
    }

    /** As {@link #of}, also finding out that a pool was deleted. */
    Uni<PoolKeys> read(String poolId) {
        return unitOfWork
                .read(session -> load(session, poolId))
                .map(keys -> keys.orElseThrow(() -> Refusals.noSuchPool(poolId)));
    }

    /** The pool's keys if it has any, read in a session that is under way. */
    Uni<Optional<PoolKeys>> find(Mutiny.Session session, String poolId) {
        PoolKeys known = opened.get(poolId);
        return known != null ? Uni.createFrom().item(Optional.of(known)) : load(session, poolId);
    }

    @Override
    public Uni<Prepared> prepare(String poolId) {
        return workers.run(() -> freshKeys(poolId)).map(fresh -> session -> store(session, poolId, fresh));
    }

    private static Uni<Void> store(Mutiny.Session session, String poolId, List<FreshKey> fresh) {
        return insert(session, poolId, fresh.get(0))
                .chain(() -> insert(session, poolId, fresh.get(1)))
                .chain(() -> insert(session, poolId, fresh.get(2)))
                .replaceWithVoid();
    }

    private static Uni<Integer> insert(Mutiny.Session session, String poolId, FreshKey key) {
        return session.createNativeQuery(INSERT)
                .setParameter("kid", key.kid)
                .setParameter("pool", poolId)
                .setParameter("use", key.use.name())
                .setParameter("public", key.publicKey)
                .setParameter("sealed", key.sealed)
                .executeUpdate();
    }

    private Uni<Optional<PoolKeys>> load(Mutiny.Session session, String poolId) {
        return session.createSelectionQuery("from PoolKey where poolId = :pool", PoolKey.class)
                .setParameter("pool", poolId)
                .getResultList()
                .map(keys -> keys.size() < Use.values().length
                        ? Optional.<PoolKeys>empty()
                        : Optional.of(opened.computeIfAbsent(poolId, _ -> open(poolId, keys))));
    }

    private PoolKeys open(String poolId, List<PoolKey> keys) {
        return new PoolKeys(
                poolId,
                signingKey(poolId, only(keys, Use.ID)),
                signingKey(poolId, only(keys, Use.ACCESS)),
                material(poolId, only(keys, Use.SECRET)));
    }

    private static PoolKey only(List<PoolKey> keys, Use use) {
        return keys.stream().filter(key -> key.use() == use).findFirst().orElseThrow();
    }

    private SigningKey signingKey(String poolId, PoolKey key) {
        try {
            // keys of its own kind: a provider translates another's anew for every signature
            KeyFactory rsa = KeyFactory.getInstance("RSA", RsaProvider.get());
            var publicKey = (RSAPublicKey) rsa.generatePublic(new X509EncodedKeySpec(key.publicKey()));
            var privateKey = (RSAPrivateKey) rsa.generatePrivate(new PKCS8EncodedKeySpec(material(poolId, key)));
            return new SigningKey(key.kid(), publicKey, privateKey);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A stored signing key cannot be read", e);
        }
    }

    private byte[] material(String poolId, PoolKey key) {
        try {
            return keyset.open(key.sealedMaterial(), sealPurpose(poolId, key.use(), key.kid()));
        } catch (SealBroken e) {
            throw new IllegalStateException("A stored key of pool " + poolId + " does not open", e);
        }
    }

    private List<FreshKey> freshKeys(String poolId) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return Stream.concat(
                        Stream.of(Use.ID, Use.ACCESS).map(use -> freshRsa(poolId, use)),
                        Stream.of(fresh(poolId, Use.SECRET, null, secret)))
                .toList();
    }

    private FreshKey freshRsa(String poolId, Use use) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", RsaProvider.get());
            generator.initialize(RSA_BITS);
            KeyPair pair = generator.generateKeyPair();
            return fresh(
                    poolId,
                    use,
                    pair.getPublic().getEncoded(),
                    pair.getPrivate().getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    private FreshKey fresh(String poolId, Use use, byte @Nullable [] publicKey, byte[] material) {
        byte[] id = new byte[32];
        random.nextBytes(id);
        String kid = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
        return new FreshKey(kid, use, publicKey, keyset.seal(material, sealPurpose(poolId, use, kid)));
    }

    static String sealPurpose(String poolId, Use use, String kid) {
        return "user-pool/key/" + poolId + "/" + use + "/" + kid;
    }

    /** A key that is not stored yet, its secret part sealed. */
    private record FreshKey(String kid, Use use, byte @Nullable [] publicKey, byte[] sealed) {}
}
