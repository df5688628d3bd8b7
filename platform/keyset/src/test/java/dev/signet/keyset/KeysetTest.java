package dev.signet.keyset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetTest {
    @TempDir
    Path folder;

    private Path file;
    private Keyset keyset;

    @BeforeEach
    void keyset() throws IOException {
        file = folder.resolve("keyset.json");
        Keyset.create(file);
        keyset = Keyset.load(file);
    }

    @Test
    void opensWhatItSealedForTheSamePurpose() throws SealBroken {
        String sealed = keyset.sealText("grün \0 geheim", "test/a");

        assertThat(Keyset.load(file).openText(sealed, "test/a")).isEqualTo("grün \0 geheim");
        assertThat(sealed).matches("[A-Za-z0-9_-]+").doesNotContain("geheim");
    }

    @Test
    void sealsTheSameNeverTheSameTwice() {
        assertThat(keyset.sealText("x", "test/a")).isNotEqualTo(keyset.sealText("x", "test/a"));
    }

    @Test
    void doesNotOpenForAnotherPurpose() {
        String sealed = keyset.sealText("x", "test/a");

        assertThatThrownBy(() -> keyset.openText(sealed, "test/b")).isInstanceOf(SealBroken.class);
    }

    @Test
    void doesNotOpenWithAnyByteChanged() {
        byte[] sealed = keyset.seal("secret".getBytes(StandardCharsets.UTF_8), "test/a");
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> keyset.open(changed, "test/a")).isInstanceOf(SealBroken.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA", "not base64!", "é"})
    void doesNotOpenWhatIsNoSeal(String text) {
        assertThatThrownBy(() -> keyset.openText(text, "test/a")).isInstanceOf(SealBroken.class);
    }

    @Test
    void doesNotOpenWhatAnotherKeysetSealed() throws IOException {
        Path otherFile = folder.resolve("other.json");
        Keyset.create(otherFile);
        String sealed = Keyset.load(otherFile).sealText("x", "test/a");

        assertThatThrownBy(() -> keyset.openText(sealed, "test/a")).isInstanceOf(SealBroken.class);
    }

    @Test
    void opensOldSealsAfterItsKeyWasRotated() throws IOException, GeneralSecurityException, SealBroken {
        String sealed = keyset.sealText("old", "test/a");
        KeysetHandle one = TinkJsonProtoKeysetFormat.parseKeyset(Files.readString(file), InsecureSecretKeyAccess.get());
        KeysetHandle two = KeysetHandle.newBuilder(one)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()
                        .makePrimary())
                .build();
        Files.writeString(file, TinkJsonProtoKeysetFormat.serializeKeyset(two, InsecureSecretKeyAccess.get()));

        Keyset rotated = Keyset.load(file);

        assertThat(rotated.openText(sealed, "test/a")).isEqualTo("old");
        String fresh = rotated.sealText("new", "test/a");
        assertThatThrownBy(() -> keyset.openText(fresh, "test/a")).isInstanceOf(SealBroken.class);
    }

    @Test
    void isMadeForItsOwnerAloneAndNeverOverAnother() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        String before = Files.readString(file);

        assertThatThrownBy(() -> Keyset.create(file)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(file).hasContent(before);
        assertThat(folder).isDirectoryNotContaining(other -> !other.equals(file));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"primaryKeyId\":1,\"key\":[]}", "nonsense"})
    void refusesAFileThatHoldsNone(String content) throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.json"), content);

        assertThatThrownBy(() -> Keyset.load(broken))
                .isInstanceOf(KeysetUnusable.class)
                .hasMessageContaining("broken.json");
    }

    @Test
    void refusesAMissingFile() {
        assertThatThrownBy(() -> Keyset.load(folder.resolve("none.json"))).isInstanceOf(KeysetUnusable.class);
    }
}
