package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceAddressTest {
    private final SourceAddress addresses = new SourceAddress(List.of("127.0.0.0/8", "::1", "10.1.0.0/20"));

    @ParameterizedTest(name = "{0} with {1} is {2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "127.0.0.1;203.0.113.7;203.0.113.7",
                "127.9.9.9;203.0.113.7;203.0.113.7",
                "10.1.15.255;203.0.113.7;203.0.113.7",
                "10.1.16.0;203.0.113.7;10.1.16.0",
                "127.0.0.1;198.51.100.1, 203.0.113.7;203.0.113.7",
                "127.0.0.1;203.0.113.7, 10.1.2.3;203.0.113.7",
                "198.51.100.9;203.0.113.7;198.51.100.9",
                "127.0.0.1;<script>;127.0.0.1",
                "127.0.0.1;203.0.113.7, nonsense;127.0.0.1",
                "127.0.0.1;2001:db8::7;2001:db8:0:0:0:0:0:7",
                "::1;203.0.113.7;203.0.113.7",
            })
    void onlyAGatewayThatIsTrustedIsBelieved(String peer, String forwarded, String expected) {
        assertThat(addresses.of(head(peer, forwarded))).contains(expected);
    }

    @Test
    void severalHeaderLinesAreOneList() {
        assertThat(addresses.of(head("127.0.0.1", "198.51.100.1", "203.0.113.7")))
                .contains("203.0.113.7");
    }

    @Test
    void aBlockThatIsNoneIsRefusedAtStart() {
        assertThatThrownBy(() -> new SourceAddress(List.of("gateway.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.example.com");
    }

    private static RequestHead head(String peer, String... forwarded) {
        var headers = Arrays.stream(forwarded)
                .map(line -> Map.entry("x-forwarded-for", line))
                .toList();
        return new RequestHead("POST", "/", "", headers, peer);
    }
}
