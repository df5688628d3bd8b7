package dev.signet.userpool.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientSettingsTest {
    @ParameterizedTest
    @CsvSource({
        "'', USER_SRP_AUTH, true",
        "'', REFRESH_TOKEN_AUTH, true",
        "'', USER_PASSWORD_AUTH, false",
        "'', ADMIN_USER_PASSWORD_AUTH, false",
        "ALLOW_USER_SRP_AUTH, USER_SRP_AUTH, true",
        "ALLOW_USER_SRP_AUTH, REFRESH_TOKEN_AUTH, false",
        "ALLOW_USER_SRP_AUTH, USER_PASSWORD_AUTH, false",
        "ADMIN_NO_SRP_AUTH, ADMIN_USER_PASSWORD_AUTH, true",
        "ADMIN_NO_SRP_AUTH, USER_PASSWORD_AUTH, false",
        "USER_PASSWORD_AUTH, USER_PASSWORD_AUTH, true",
        "CUSTOM_AUTH_FLOW_ONLY, USER_SRP_AUTH, false",
        "CUSTOM_AUTH_FLOW_ONLY, CUSTOM_AUTH, true",
        "ALLOW_USER_AUTH, USER_AUTH, true",
        "USER_PASSWORD_AUTH, USER_AUTH, false"
    })
    void allowsTheFlowsThatItsListMeans(String listed, String flow, boolean allowed) {
        assertThat(settings(listed.isEmpty() ? List.of() : List.of(listed)).allows(flow))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @CsvSource({"60, seconds, 60", "5, minutes, 300", "2, hours, 7200", "30, days, 2592000"})
    void lifetimesHaveUnits(int value, String unit, long seconds) {
        assertThat(new Lifetime(value, unit).duration()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void hidesExistenceOnlyWhenTold() {
        assertThat(settings(List.of()).hidesExistence()).isFalse();
    }

    private static ClientSettings settings(List<String> flows) {
        Lifetime hour = new Lifetime(1, "hours");
        return new ClientSettings(flows, hour, hour, hour, false, 3, null, null, null, true, null, null);
    }
}
