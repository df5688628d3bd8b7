package dev.signet.notification.fcm;

import dev.signet.notification.delivery.Outcome;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What Firebase Cloud Messaging answered: its status says whether it took the push, its error code whose fault it was.
 *
 * @param retryAfter the header of that name
 */
record FcmAnswer(int status, String body, @Nullable String retryAfter) {
    static FcmAnswer of(HttpResponse<Buffer> response) {
        @Nullable String body = response.bodyAsString();
        return new FcmAnswer(response.statusCode(), body == null ? "" : body, response.getHeader("Retry-After"));
    }

    Outcome outcome() {
        String reason = status + " " + body;
        return switch (status) {
            case 200 -> new Outcome.Taken();
            case 400 -> isForItsToken() ? new Outcome.TokenDead("INVALID_ARGUMENT") : new Outcome.Refused(reason);
            case 403 -> new Outcome.SenderRefused(reason);
            case 404 -> hasCode("UNREGISTERED") ? new Outcome.TokenDead("UNREGISTERED") : later(reason);
            default -> later(reason);
        };
    }

    private Outcome later(String reason) {
        return new Outcome.TryLater(
                reason,
                Optional.ofNullable(retryAfter)
                        .filter(value -> value.matches("\\d{1,6}"))
                        .map(value -> Duration.ofSeconds(Long.parseLong(value))));
    }

    private boolean hasCode(String code) {
        return details().anyMatch(detail -> code.equals(detail.getValue("errorCode")));
    }

    /** One error code stands for a wrong message and for a wrong token: the field, or else the text, tells them apart. */
    private boolean isForItsToken() {
        return details().flatMap(detail -> objects(detail, "fieldViolations")).anyMatch(violation -> "message.token"
                        .equals(violation.getValue("field")))
                || hasCode("INVALID_ARGUMENT")
                        && String.valueOf(error().getValue("message"))
                                .toLowerCase(Locale.ROOT)
                                .contains("registration token");
    }

    private Stream<JsonObject> details() {
        return objects(error(), "details");
    }

    private JsonObject error() {
        try {
            return new JsonObject(body).getValue("error") instanceof JsonObject error ? error : new JsonObject();
        } catch (DecodeException _) {
            // what stands between Signet and Google may answer in its stead, and not in JSON
            return new JsonObject();
        }
    }

    private static Stream<JsonObject> objects(JsonObject parent, String name) {
        return parent.getValue(name) instanceof JsonArray array
                ? array.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast)
                : Stream.empty();
    }
}
