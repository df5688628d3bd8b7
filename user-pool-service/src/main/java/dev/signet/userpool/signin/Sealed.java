package dev.signet.userpool.signin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Seals what the server gives clients to bring back, each kind of thing for itself alone. */
@Singleton
class Sealed {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** More than anything that was ever sealed: what is longer is not even decoded. */
    private static final int LONGEST = 8192;

    private final Keyset keyset;

    Sealed(Keyset keyset) {
        this.keyset = keyset;
    }

    /** In Base64, the form that {@code SECRET_BLOCK} must have. */
    String seal(Record content) {
        try {
            byte[] sealed = keyset.seal(JSON.writeValueAsBytes(content), purpose(content.getClass()));
            return Base64.getEncoder().encodeToString(sealed);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Every record can be written", e);
        }
    }

    /** Empty for all that this installation did not seal as this kind of thing. */
    <T extends Record> Optional<T> open(@Nullable String sealed, Class<T> type) {
        if (sealed == null || sealed.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] bytes = keyset.open(Base64.getDecoder().decode(sealed), purpose(type));
            return Optional.of(JSON.readValue(bytes, type));
        } catch (IllegalArgumentException | SealBroken _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("What was sealed by an incompatible version came back", e);
        }
    }

    private static String purpose(Class<?> type) {
        return "user-pool/" + type.getSimpleName();
    }
}
