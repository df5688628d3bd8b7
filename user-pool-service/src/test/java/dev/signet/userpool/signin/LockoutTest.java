package dev.signet.userpool.signin;

import static dev.signet.userpool.Scene.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import dev.signet.userpool.crypto.CryptoWorkers;
import dev.signet.userpool.crypto.TestWorkers;
import dev.signet.userpool.srp.SrpClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class LockoutTest {
    private static final String WRONG = "Wrong-Horse-9";
    private static final String CHOSEN = "Another-Horse-9";

    @Inject
    CryptoWorkers workers;

    @Test
    void locksForASecondAfterFiveFailures() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        fail(scene, user, 5);
        assertThat(Rows.lockSeconds(user.sub())).isEqualTo(1);
        Rows.prolongLock(user.sub());

        // Then
        assertLocked(() -> scene.tryPassword(user.username(), PASSWORD));
        Rows.ageAttempts(user.sub(), "10 minutes 2 seconds");
        assertThat(scene.signIn(user.username()).accessToken()).isNotBlank();
        assertThat(Rows.failures(user.sub())).isZero();
    }

    @Test
    void doublesTheLockWithEachFailureUpToAQuarterOfAnHour() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        fail(scene, user, 5);

        // When each failure comes right after the lock before it
        for (int failures = 6; failures <= 16; failures++) {
            Rows.ageAttempts(user.sub(), Rows.lockSeconds(user.sub()) + " seconds");
            fail(scene, user, 1);

            // Then
            assertThat(Rows.failures(user.sub())).isEqualTo(failures);
            assertThat(Rows.lockSeconds(user.sub())).isEqualTo(Math.min(900, 1 << (failures - 5)));
        }
        Rows.ageAttempts(user.sub(), "900 seconds");
        assertThat(scene.signIn(user.username()).accessToken()).isNotBlank();
    }

    @Test
    void neitherCountsNorExtendsForAttemptsDuringALock() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        fail(scene, user, 5);
        Rows.prolongLock(user.sub());
        int length = Rows.lockSeconds(user.sub());

        // When
        for (int i = 0; i < 3; i++) {
            assertLocked(() -> scene.tryPassword(user.username(), WRONG));
        }

        // Then
        assertThat(Rows.failures(user.sub())).isEqualTo(5);
        assertThat(Rows.lockSeconds(user.sub())).isEqualTo(length);
    }

    @Test
    void forgetsFailuresAfterAQuarterOfAnHourWithoutAttempts() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        fail(scene, user, 4);

        Rows.ageAttempts(user.sub(), "15 minutes");
        fail(scene, user, 1);

        assertThat(Rows.failures(user.sub())).isEqualTo(1);
    }

    @Test
    void evaluatesAtMostFiveOfTwoHundredWrongPasswordsAtOnce() throws Exception {
        Scene scene = Scene.make();
        var user = scene.someUser();

        long start = System.nanoTime();
        List<String> answers = atOnce(200, () -> refusal(() -> scene.tryPassword(user.username(), WRONG)));

        // five, and one more for each lock that ended while a slow machine was still at it: after 1, 3, 7 ... seconds
        double seconds = (System.nanoTime() - start) / 1e9;
        int allowed = 5 + (int) (Math.log(seconds + 1) / Math.log(2));
        assertThat(answers.stream().filter(answer -> answer.contains("Incorrect username or password.")))
                .hasSizeBetween(1, allowed)
                .hasSize(Rows.failures(user.sub()));
        assertThat(answers)
                .allMatch(answer -> answer.contains("Incorrect username or password.")
                        || answer.contains("Password attempts exceeded"));
    }

    @Test
    void letsManyRightPasswordsInAtOnce() throws Exception {
        Scene scene = Scene.make();
        var user = scene.someUser();

        List<String> tokens = atOnce(8, () -> scene.signIn(user.username()).accessToken());

        assertThat(tokens).hasSize(8).doesNotContainNull();
    }

    @Test
    void locksANameThatNobodyHasInTheSameWay() {
        Scene scene = Scene.hiding();
        for (int i = 0; i < 5; i++) {
            assertThat(refusal(() -> scene.tryPassword("nobody", WRONG))).contains("Incorrect username or password.");
        }
        Rows.prolongLock(
                scene.beginSrp(new SrpClient(), "nobody").challengeParameters().get("USER_ID_FOR_SRP"));

        assertLocked(() -> scene.tryPassword("nobody", WRONG));
        assertLocked(() -> scene.signInBySrp("nobody", WRONG));
    }

    @Test
    void countsFailuresAtEveryDoorTogether() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();

        // When one attempt fails at each of five doors
        assertThatThrownBy(() -> scene.tryPassword(user.username(), WRONG)).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> scene.signInBySrp(user.username(), WRONG)).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> adminPassword(scene, user.username(), WRONG))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> scene.anybody().changePassword(r -> r.accessToken(accessToken)
                        .previousPassword(WRONG)
                        .proposedPassword(CHOSEN)))
                .isInstanceOf(NotAuthorizedException.class);
        scene.forgetPassword(user.username());
        String code = Mailbox.code(user.sub(), "FORGOT_PASSWORD");
        assertThatThrownBy(
                        () -> scene.resetPassword(user.username(), code.equals("000000") ? "000001" : "000000", CHOSEN))
                .isInstanceOf(CodeMismatchException.class);

        Rows.prolongLock(user.sub());

        // Then
        assertLocked(() -> scene.signIn(user.username()));
        assertLocked(() -> scene.signInBySrp(user.username(), PASSWORD));
        assertLocked(() -> adminPassword(scene, user.username(), PASSWORD));
        assertLocked(() -> scene.resetPassword(user.username(), code, CHOSEN));
    }

    @Test
    void refusesDuringALockWhatWasBegunBeforeIt() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String refreshToken = scene.signIn(user.username()).refreshToken();
        SrpClient srp = new SrpClient();
        var begun = scene.beginSrp(srp, user.username());

        // When
        fail(scene, user, 5);
        Rows.prolongLock(user.sub());

        // Then
        assertLocked(() -> scene.answerSrp(scene.proof(srp, begun, PASSWORD)));
        assertLocked(() -> scene.refresh(refreshToken));
        assertLocked(() -> scene.anybody()
                .getTokensFromRefreshToken(r -> r.clientId(scene.clientId()).refreshToken(refreshToken)));
    }

    @Test
    void refusesANewPasswordDuringALock() {
        // Given
        Scene scene = Scene.make();
        String sub = scene.invite("invited");
        var challenge = scene.tryPassword("invited", PASSWORD);

        // When
        fail(scene, new Scene.User("invited", sub), 5);
        Rows.prolongLock(sub);

        // Then
        assertLocked(() -> scene.respond(
                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                Map.of("USERNAME", "invited", "NEW_PASSWORD", CHOSEN),
                challenge.session()));
    }

    @Test
    void givesAnAttemptBackThatFindsNoRoomToBeEvaluated() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();
        SrpClient srp = new SrpClient();
        Map<String, String> proof = scene.proof(srp, scene.beginSrp(srp, user.username()), PASSWORD);
        fail(scene, user, 4);

        // When
        try (var _ = TestWorkers.fill(workers)) {
            assertOverloaded(() -> scene.signIn(user.username()));
            assertOverloaded(() -> scene.answerSrp(proof));
            assertOverloaded(() -> scene.resetPassword(user.username(), "000000", CHOSEN));
            assertOverloaded(() -> scene.anybody().changePassword(r -> r.accessToken(accessToken)
                    .previousPassword(PASSWORD)
                    .proposedPassword(CHOSEN)));
        }

        // Then
        assertThat(Rows.failures(user.sub())).isEqualTo(4);
        assertThat(scene.signIn(user.username()).accessToken()).isNotBlank();
    }

    private static void assertOverloaded(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(TooManyRequestsException.class);
    }

    private static void fail(Scene scene, Scene.User user, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(refusal(() -> scene.tryPassword(user.username(), WRONG)))
                    .contains("Incorrect username or password.");
        }
    }

    private static void adminPassword(Scene scene, String username, String password) {
        scene.operator().adminInitiateAuth(r -> r.userPoolId(scene.poolId())
                .clientId(scene.clientId())
                .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", username, "PASSWORD", password)));
    }

    private static void assertLocked(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Password attempts exceeded");
    }

    private static String refusal(Runnable call) {
        try {
            call.run();
            return "let in";
        } catch (NotAuthorizedException e) {
            return e.awsErrorDetails().errorMessage();
        }
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = IntStream.range(0, times)
                    .mapToObj(_ -> threads.submit(call))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : running) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
