package dev.signet.acceptance.parity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps docs/parity.md true: with {@code -Dparity.renew} it is written anew, otherwise compared. */
class ParityTest {
    private static final String RENEW = "./mvnw test -pl acceptance -am -Dtest=ParityTest "
            + "-Dsurefire.failIfNoSpecifiedTests=false -Dparity.renew";
    private static final List<String> SERVICES =
            List.of("user-pool-service", "identity-pool-service", "sync-service", "notification-service");

    @Test
    void theParityPageSaysWhatTheCodeDoes() throws IOException {
        var project = Path.of("").toAbsolutePath().getParent();
        var page = project.resolve("docs/parity.md");
        var text = new ParityPage(BuiltOperations.of(project, SERVICES)).text();
        if (System.getProperty("parity.renew") != null) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, text);
        }

        assertThat(Files.exists(page) ? Files.readString(page) : "")
                .as("docs/parity.md is stale; renew it with\n  %s\n", RENEW)
                .isEqualTo(text);
    }
}
