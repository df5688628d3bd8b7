package dev.signet.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformApplicationsTest {
    @TempDir
    Path folder;

    private PlatformApplications sealedWith(String name) throws IOException {
        Path file = folder.resolve(name);
        Keyset.create(file);
        return new PlatformApplications(Keyset.load(file), new ObjectMapper());
    }

    @Test
    void opensTheCredentialsThatItSealedAndNamesTheApplicationWhereAnotherKeysetDid() throws IOException {
        var application = new PlatformApplication("the arn", Platform.GCM, "app", Instant.EPOCH);
        Map<String, String> credentials = Map.of("PlatformCredential", "a secret");
        PlatformApplications ours = sealedWith("ours");

        ours.seal(application, credentials);

        assertThat(application.sealedAttributes()).doesNotContain("a secret");
        assertThat(ours.attributes(application)).isEqualTo(credentials);
        PlatformApplications theirs = sealedWith("theirs");
        assertThatThrownBy(() -> theirs.attributes(application))
                .isInstanceOf(KeysetUnusable.class)
                .hasMessage("The keyset does not open the credentials of the arn");
    }
}
