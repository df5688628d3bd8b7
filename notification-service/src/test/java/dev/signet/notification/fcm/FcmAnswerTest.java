package dev.signet.notification.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.notification.delivery.Outcome;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FcmAnswerTest {
    private static Outcome outcome(int status, String body) {
        return new FcmAnswer(status, body, null).outcome();
    }

    private static String fcmError(String code, String message) {
        return """
                {"error": {"message": "%s", "details": [
                 {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "%s"}]}}
                """.formatted(message, code);
    }

    private static String badField(String field) {
        return """
                {"error": {"message": "Request contains an invalid argument.", "status": "INVALID_ARGUMENT", "details": [
                 {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [
                  {"field": "%s", "description": "wrong"}]}]}}
                """.formatted(field);
    }

    @Test
    void takesADeviceForDeadThatIsNotRegistered() {
        assertThat(outcome(404, fcmError("UNREGISTERED", "Requested entity was not found.")))
                .isEqualTo(new Outcome.TokenDead("UNREGISTERED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>Not Found</html>", "[]", "{\"error\": 404}", "{\"error\": {\"details\": [1]}}"})
    void takesNoDeviceForDeadWhenSomethingElseIsNotFound(String body) {
        assertThat(outcome(404, body)).isInstanceOf(Outcome.TryLater.class);
    }

    @Test
    void tellsAWrongTokenFromAWrongMessage() {
        var dead = new Outcome.TokenDead("INVALID_ARGUMENT");

        assertThat(outcome(
                        400,
                        fcmError("INVALID_ARGUMENT", "The registration token is not a valid FCM registration token")))
                .isEqualTo(dead);
        assertThat(outcome(400, badField("message.token"))).isEqualTo(dead);
        assertThat(outcome(400, badField("message.data"))).isInstanceOf(Outcome.Refused.class);
        assertThat(outcome(400, fcmError("INVALID_ARGUMENT", "Android message is too big")))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void blamesTheSenderWhenItIsForbidden() {
        assertThat(outcome(403, fcmError("SENDER_ID_MISMATCH", "SenderId mismatch")))
                .isInstanceOf(Outcome.SenderRefused.class);
    }

    @Test
    void waitsAsLongAsItIsAskedTo() {
        assertThat(new FcmAnswer(429, "{}", "17").outcome())
                .isEqualTo(new Outcome.TryLater("429 {}", Optional.of(Duration.ofSeconds(17))));
        assertThat(new FcmAnswer(503, "{}", "Wed, 21 Oct 2026 07:28:00 GMT").outcome())
                .isEqualTo(new Outcome.TryLater("503 {}", Optional.empty()));
    }
}
