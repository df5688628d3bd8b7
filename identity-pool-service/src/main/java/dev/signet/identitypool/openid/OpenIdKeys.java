package dev.signet.identitypool.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.signet.iam.AccountConfig;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.text.ParseException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The RSA keys of the tokens that identity pools issue, sealed in the database and shared by all replicas. They are read
 * before the service starts to serve, and the service does not start when the keyset cannot open them.
 */
@Startup
@Singleton
public class OpenIdKeys {
    private static final String SEAL = "identity-pool/openid-key";
    private static final int KEY_BITS = 2048;

    private final AgroalDataSource database;
    private final Keyset keyset;
    private final AccountConfig account;
    private final InstantSource clock;
    private List<RSAKey> keys = List.of();

    OpenIdKeys(AgroalDataSource database, Keyset keyset, AccountConfig account, InstantSource clock) {
        this.database = database;
        this.keyset = keyset;
        this.account = account;
        this.clock = clock;
    }

    @PostConstruct
    void load() {
        try (Connection connection = database.getConnection()) {
            keys = read(connection);
            if (keys.isEmpty()) {
                makeFirst(connection);
                keys = read(connection);
            }
        } catch (SQLException | JOSEException | ParseException e) {
            throw new IllegalStateException("The keys of the identity pools' tokens cannot be read", e);
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open the keys of the identity pools' tokens", e);
        }
    }

    /** The newest key. */
    RSAKey signing() {
        return keys.getLast();
    }

    Optional<RSAKey> find(String keyId) {
        return keys.stream().filter(key -> key.getKeyID().equals(keyId)).findFirst();
    }

    /** The public halves, for those who verify tokens. */
    JWKSet published() {
        return new JWKSet(List.copyOf(keys)).toPublicJWKSet();
    }

    private List<RSAKey> read(Connection connection) throws SQLException, SealBroken, ParseException {
        List<RSAKey> found = new ArrayList<>();
        try (var statement = connection.prepareStatement("select sealed_jwk from openid_key order by number");
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(RSAKey.parse(keyset.openText(rows.getString(1), SEAL)));
            }
        }
        return found;
    }

    /** Another replica may do the same now: whose key comes first is everybody's. */
    private void makeFirst(Connection connection) throws SQLException, JOSEException {
        RSAKey key = new RSAKeyGenerator(KEY_BITS)
                .keyID(account.region() + "-1")
                .algorithm(JWSAlgorithm.RS512)
                .keyUse(KeyUse.SIGNATURE)
                .generate();
        String insert =
                "insert into openid_key (number, sealed_jwk, created_at) values (1, ?, ?) on conflict do nothing";
        try (var statement = connection.prepareStatement(insert)) {
            statement.setString(1, keyset.sealText(key.toJSONString(), SEAL));
            statement.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            statement.executeUpdate();
        }
    }
}
