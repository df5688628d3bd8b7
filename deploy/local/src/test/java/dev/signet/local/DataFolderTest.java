package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.keyset.Keyset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    private Path home;

    @Test
    void saysInOneSentenceThatThereIsTooLittleDisk() {
        // Given
        DataFolder folder = new DataFolder(home);

        // Then
        assertThatCode(() -> folder.requireRoom(1)).doesNotThrowAnyException();
        assertThatThrownBy(() -> folder.requireRoom(Long.MAX_VALUE))
                .isInstanceOf(CannotRun.class)
                .hasMessageMatching(
                        "Too little disk: Signet needs \\d+ MB free under " + home + " and finds \\d+ MB\\.");
    }

    @Test
    void makesTheKeysOfAProductionOnceAndForTheirOwnerAlone() throws Exception {
        // Given
        Path folder = home.resolve("production");

        // When
        Path made = Secrets.makeIn(folder);

        // Then
        assertThat(made).isEqualTo(folder);
        for (String name : List.of("keyset.json", "operator-credentials")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .as(name)
                    .isEqualTo("rw-------");
        }
        assertThatCode(() -> Keyset.load(folder.resolve("keyset.json"))).doesNotThrowAnyException();

        // When
        byte[] before = Files.readAllBytes(folder.resolve("keyset.json"));

        // Then
        assertThatThrownBy(() -> Secrets.makeIn(folder)).hasMessageContaining("There is a " + folder);
        assertThat(Files.readAllBytes(folder.resolve("keyset.json"))).isEqualTo(before);
    }
}
