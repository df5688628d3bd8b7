package dev.signet.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperatorKeyTest {
    @TempDir
    Path folder;

    @Test
    void readsTheDefaultProfileAndShowsNoSecret() throws IOException {
        Path file = Files.writeString(
                folder.resolve("credentials"),
                "[default]\n aws_access_key_id = AKIA1 \naws_secret_access_key=a/b+c=\n");

        OperatorKey key = OperatorKey.load(file);

        assertThat(key).isEqualTo(new OperatorKey("AKIA1", "a/b+c="));
        assertThat(key.toString()).contains("AKIA1").doesNotContain("a/b+c=");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[default]\naws_access_key_id = AKIA1\n",
                "[default]\naws_access_key_id = AKIA1\naws_secret_access_key =\n",
                "[other]\naws_access_key_id = AKIA1\naws_secret_access_key = x\n",
                "[default]\n#aws_access_key_id = AKIA1\naws_secret_access_key = x\n"
            })
    void aFileWithoutAKeyIsRefused(String content) throws IOException {
        Path file = Files.writeString(folder.resolve("credentials"), content);

        assertThatThrownBy(() -> OperatorKey.load(file))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("under [default]");
    }

    @Test
    void aMissingFileIsRefused() {
        assertThatThrownBy(() -> OperatorKey.load(folder.resolve("none")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("cannot be read");
    }
}
