package dev.signet.identitypool.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import io.agroal.api.AgroalDataSource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@IdentityPoolTest
class OpenIdKeysTest {
    @Inject
    AgroalDataSource database;

    @Inject
    Keyset keyset;

    @Inject
    AccountConfig account;

    @Inject
    InstantSource clock;

    @Test
    void allReplicasSignWithTheSameKey() {
        // Given
        var one = new OpenIdKeys(database, keyset, account, clock);
        var another = new OpenIdKeys(database, keyset, account, clock);

        // When
        one.load();
        another.load();

        // Then
        assertThat(one.signing()).isEqualTo(another.signing());
        assertThat(one.signing().getKeyID()).isEqualTo("us-east-1-1");
    }

    @Test
    void doesNotStartWithAKeysetThatSealedNothingHere(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("another.json");
        Keyset.create(file);
        var keys = new OpenIdKeys(database, Keyset.load(file), account, clock);

        // When / Then
        assertThatThrownBy(keys::load).isInstanceOf(KeysetUnusable.class);
    }

    @Test
    void keepsNoKeyInClear() throws SQLException {
        try (var connection = database.getConnection();
                var rows = connection.createStatement().executeQuery("select sealed_jwk from openid_key")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).doesNotContain("kty").doesNotContain("{");
        }
    }
}
