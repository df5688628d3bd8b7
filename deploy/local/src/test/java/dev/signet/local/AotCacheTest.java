package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {
    @TempDir
    Path project;

    @Test
    void aServiceWithoutACacheStartsWithoutOne() {
        // Given
        AotCache cache = AotCache.of(Service.SYNC, project);

        // When
        boolean accepted = cache.accept();

        // Then
        assertThat(accepted).isFalse();
        assertThat(cache.use()).isEmpty();
    }

    @Test
    void aCacheIsTakenUpOnceItIsWholeAndOnlyThen() throws Exception {
        // Given
        AotCache cache = AotCache.of(Service.SYNC, project);
        String option = cache.write().getFirst();
        Path written = Path.of(option.substring(option.indexOf('=') + 1));
        Files.createDirectories(written.getParent());
        Files.writeString(written, "classes");
        var before = cache.use();

        // When
        boolean accepted = cache.accept();

        // Then
        assertThat(before).isEmpty();
        assertThat(accepted).isTrue();
        assertThat(cache.use()).contains("-XX:AOTCache=" + cache.file());
        assertThat(cache.file())
                .hasContent("classes")
                .hasParent(Service.SYNC.jar(project).getParent());
        assertThat(written).doesNotExist();
    }
}
