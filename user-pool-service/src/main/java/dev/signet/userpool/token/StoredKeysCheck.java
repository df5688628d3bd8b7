package dev.signet.userpool.token;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Opens a stored key at start, so that a service whose keyset is not the database's does not start. */
@Singleton
public class StoredKeysCheck {
    private static final String ANY_KEY = "select pool_id, use, kid, sealed_material from pool_key limit 1";

    private final AgroalDataSource database;
    private final Keyset keyset;

    StoredKeysCheck(AgroalDataSource database, Keyset keyset) {
        this.database = database;
        this.keyset = keyset;
    }

    void atStart(@Observes StartupEvent event) {
        check();
    }

    /**
     * Opens one of the stored keys; passes where none is stored yet.
     *
     * @throws KeysetUnusable when it does not open
     */
    void check() {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(ANY_KEY);
                ResultSet key = query.executeQuery()) {
            if (key.next()) {
                PoolKey.Use use = PoolKey.Use.valueOf(key.getString("use"));
                keyset.open(
                        key.getBytes("sealed_material"),
                        SigningKeys.sealPurpose(key.getString("pool_id"), use, key.getString("kid")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The stored keys cannot be read", e);
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open the keys that this database holds", e);
        }
    }
}
