package dev.signet.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestServersTest {
    private static final String POSTGRES = "postgresql://a:b@127.0.0.1:5432/postgres";

    @Test
    void takesTheServersThatTheEnvironmentNames() {
        var named = TestServers.ofEnvironment(Map.of(
                "SIGNET_TEST_POSTGRES", POSTGRES, "SIGNET_TEST_KAFKA", "k:1", "SIGNET_TEST_REDIS", "redis://r:1"));

        assertThat(named).get().extracting(TestServers::kafka).isEqualTo("k:1");
        assertThat(TestServers.ofEnvironment(Map.of("PATH", "/bin"))).isEmpty();
    }

    @Test
    void refusesAnEnvironmentThatNamesOnlySome() {
        assertThatThrownBy(() -> TestServers.ofEnvironment(Map.of("SIGNET_TEST_POSTGRES", POSTGRES)))
                .hasMessageEndingWith("but not set: SIGNET_TEST_KAFKA, SIGNET_TEST_REDIS.");
    }
}
