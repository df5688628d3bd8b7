package dev.signet.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.pool.IdentityPool;
import dev.signet.identitypool.pool.PoolSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinkingRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final IdentityPool POOL = new IdentityPool(
            "pool", "pool", new PoolSettings(true, false, List.of(), List.of(), Map.of(), Map.of()), NOW);

    @Test
    void linksTwentyLoginsAndNotOneMore() {
        // Given
        var guest = new Identity("guest", POOL.id(), POOL, NOW);

        // When
        Linking twenty = Linking.of(Optional.of(guest), logins(20), List.of());

        // Then
        assertThat(twenty.parent()).contains(guest);
        assertThat(twenty.added()).hasSize(20);
        assertThatThrownBy(() -> Linking.of(Optional.of(guest), logins(21), List.of()))
                .hasMessageContaining("at most 20");
    }

    @Test
    void asksForANewIdentityWhenNobodyOwnsTheLogin() {
        // When
        Linking linking = Linking.of(Optional.empty(), logins(1), List.of());

        // Then
        assertThat(linking.parent()).isEmpty();
        assertThat(linking.changesNothing()).isFalse();
    }

    @Test
    void refusesTwoSubjectsOfOneProvider() {
        // Given
        Set<LoginKey> twins = Set.of(new LoginKey("pool", "p", "a"), new LoginKey("pool", "p", "b"));

        // When / Then
        assertThatThrownBy(() -> Linking.of(Optional.empty(), twins, List.of()))
                .hasMessageContaining("another login of the provider 'p'");
    }

    private static Set<LoginKey> logins(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> new LoginKey("pool", "provider" + number, "subject"))
                .collect(Collectors.toSet());
    }
}
