package dev.signet.chaos.nemesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

class RevocationRaceTest {
    private final AtomicBoolean revoked = new AtomicBoolean();
    private final AtomicInteger taken = new AtomicInteger();

    @Test
    void isFairWhenATokenWorksUntilItIsRevoked() throws Exception {
        // When
        Race race = new RevocationRace(50, this::use, () -> revoked.getAndSet(true)).run();

        // Then
        assertThat(race.isFair()).isTrue();
        assertThat(race.calls()).isEqualTo(50);
        assertThat(race.refused()).isEqualTo(50);
        assertThat(taken.get()).isGreaterThanOrEqualTo(50);
    }

    @Test
    void isUnfairWhenARevokedTokenStillWorks() throws Exception {
        // When
        Race race = new RevocationRace(50, taken::incrementAndGet, () -> revoked.getAndSet(true)).run();

        // Then
        assertThat(race.isFair()).isFalse();
        assertThat(race.won()).isEqualTo(50);
        assertThat(race.most()).isZero();
    }

    @Test
    void countsNoUseWhoseEndNobodyKnowsAsSuccess() throws Exception {
        // Given
        Callable<?> broken = () -> {
            if (revoked.get()) {
                throw SdkException.builder().message("connection reset").build();
            }
            return use();
        };

        // When
        Race race = new RevocationRace(5, broken, () -> revoked.getAndSet(true)).run();

        // Then
        assertThat(race.unknown()).isEqualTo(5);
        assertThat(race.isFair()).isTrue();
    }

    @Test
    void judgesNothingWhenTheRevocationIsNotAcknowledged() {
        // When / Then
        assertThatThrownBy(() -> new RevocationRace(5, this::use, () -> {
                            throw SdkException.builder().message("timeout").build();
                        })
                        .run())
                .isInstanceOf(SdkException.class)
                .hasMessageContaining("timeout");
    }

    private int use() {
        if (revoked.get()) {
            throw refusal();
        }
        return taken.incrementAndGet();
    }

    private static AwsServiceException refusal() {
        return NotAuthorizedException.builder()
                .message("Refresh Token has been revoked")
                .statusCode(400)
                .build();
    }
}
