package dev.signet.userpool.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SourceAccessTest {
    private final SourceAccess sources = new SourceAccess(List.of("10.0.0.0/8", "2001:db8:1::/48"));

    @Test
    void tellsAddressesApart() {
        assertThat(name("203.0.113.7")).isEqualTo(Optional.of("203.0.113.7")).isNotEqualTo(name("203.0.113.8"));
    }

    @Test
    void takesANetworkOfIpv6ForOneSource() {
        assertThat(name("2001:db8::1")).isEqualTo(name("2001:db8::ffff:1:2:3")).isNotEqualTo(name("2001:db8:0:1::1"));
    }

    @Test
    void leavesOutWhatIsExempt() {
        assertThat(name("10.9.8.7")).isEmpty();
        assertThat(name("2001:db8:1:2::3")).isEmpty();
    }

    @Test
    void whoCannotBeToldApartIsOneSource() {
        assertThat(sources.name(Optional.empty())).isPresent().isEqualTo(name("nonsense"));
    }

    @Test
    void refusesAnExemptionThatIsNoAddress() {
        assertThatThrownBy(() -> new SourceAccess(List.of("gateway.example.com")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gateway.example.com");
    }

    private Optional<String> name(String address) {
        return sources.name(Optional.of(address));
    }
}
