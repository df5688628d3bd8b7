package dev.signet.userpool.hiding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;

/** That nothing is answered before its step ends, which work that takes less cannot shorten; how long steps take, no test says. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class EvenTimesTest {
    private static final Duration STEP = Duration.ofMillis(25);
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    EvenTimes evenTimes;

    @Test
    void answersAtTheEndOfTheStepInWhichTheAnswerIsReady() throws Exception {
        assertThat(taken(() -> kept(Uni.createFrom().item("at once")))).isGreaterThanOrEqualTo(STEP);
        assertThat(taken(() ->
                        kept(Uni.createFrom().item("later").onItem().delayIt().by(STEP.plusMillis(5)))))
                .isGreaterThanOrEqualTo(STEP.multipliedBy(2));
    }

    @Test
    void refusesAtTheEndOfAStepToo() throws Exception {
        assertThat(taken(() -> assertThatThrownBy(() -> kept(Uni.createFrom().failure(new IllegalStateException("no"))))
                        .hasMessage("no")))
                .isGreaterThanOrEqualTo(STEP);
    }

    @Test
    void tellsNobodyByItsTimeWhoExists() {
        Scene scene = Scene.hiding();
        String somebody = scene.someUser().username();
        String nobody = "user-" + UUID.randomUUID();

        assertThat(Stream.of(somebody, nobody)).allSatisfy(name -> {
            assertThat(taken(() -> scene.anybody()
                            .forgotPassword(r -> r.clientId(scene.clientId()).username(name))))
                    .isGreaterThanOrEqualTo(STEP);
            assertThat(taken(() -> assertThatThrownBy(() -> scene.confirm(name, "123456"))))
                    .isGreaterThanOrEqualTo(STEP);
            assertThat(taken(() ->
                            scene.initiate(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", name, "SRP_A", "abcdef"))))
                    .isGreaterThanOrEqualTo(STEP);
        });
    }

    private <T> T kept(Uni<T> answer) {
        return evenTimes.keep(evenTimes.now(), answer).await().atMost(SOON);
    }

    private static Duration taken(Callable<?> call) throws Exception {
        long begin = System.nanoTime();
        call.call();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
