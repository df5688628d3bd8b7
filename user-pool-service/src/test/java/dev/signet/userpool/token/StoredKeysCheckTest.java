package dev.signet.userpool.token;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.testkit.BackingServers;
import dev.signet.userpool.TestPool;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class StoredKeysCheckTest {
    @Inject
    AgroalDataSource database;

    @Inject
    Keyset keyset;

    @BeforeEach
    void storeAKey() {
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");
        pool.accessToken("anna");
    }

    @Test
    void passesWithTheKeysetThatSealedTheKeys() {
        assertThatCode(new StoredKeysCheck(database, keyset)::check).doesNotThrowAnyException();
    }

    @Test
    void refusesToStartWithAnotherKeyset(@TempDir Path folder) throws IOException {
        // Given
        Path file = folder.resolve("keyset.json");
        Keyset.create(file);
        StoredKeysCheck check = new StoredKeysCheck(database, Keyset.load(file));

        // When, Then
        assertThatThrownBy(check::check)
                .isInstanceOf(KeysetUnusable.class)
                .hasMessageContaining("does not open the keys that this database holds");
    }
}
