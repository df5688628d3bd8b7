package dev.signet.userpool.client;

import dev.signet.userpool.JsonColumn;
import jakarta.persistence.Converter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * How an app client is set up.
 *
 * @param authFlows the flows that it may sign in with, by AWS's names; legacy names stay as they were given
 * @param idToken the ID token's life
 * @param accessToken the access token's life
 * @param refreshToken the refresh token's life
 * @param unitsGiven whether the caller named units, which are then shown
 * @param sessionMinutes the life of a challenge's session
 * @param readAttributes the attributes that it may read; null for every standard one
 * @param writeAttributes the attributes that it may write; null for every standard one
 * @param existenceErrors {@code ENABLED} hides whether a user exists, {@code LEGACY} tells; null as not given
 * @param tokenRevocation whether tokens carry {@code origin_jti} and can be revoked
 * @param identityProviders who may vouch for users; only {@code COGNITO} is built
 * @param propagatesUserContext whether the client may send on its users' source address
 */
public record ClientSettings(
        List<String> authFlows,
        Lifetime idToken,
        Lifetime accessToken,
        Lifetime refreshToken,
        boolean unitsGiven,
        int sessionMinutes,
        @Nullable List<String> readAttributes,
        @Nullable List<String> writeAttributes,
        @Nullable String existenceErrors,
        boolean tokenRevocation,
        @Nullable List<String> identityProviders,
        @Nullable Boolean propagatesUserContext) {

    public ClientSettings {
        authFlows = List.copyOf(authFlows);
        readAttributes = readAttributes == null ? null : List.copyOf(readAttributes);
        writeAttributes = writeAttributes == null ? null : List.copyOf(writeAttributes);
        identityProviders = identityProviders == null ? null : List.copyOf(identityProviders);
    }

    /**
     * Whether a flow is allowed.
     *
     * @param flow its name without {@code ALLOW_}, such as {@code USER_SRP_AUTH}
     */
    public boolean allows(String flow) {
        return authFlows.contains("ALLOW_" + flow) || (legacy() && legacyAllows(flow));
    }

    private boolean legacy() {
        return authFlows.stream().noneMatch(f -> f.startsWith("ALLOW_"));
    }

    // the three legacy names leave SRP and refresh open, CUSTOM_AUTH_FLOW_ONLY closes SRP
    private boolean legacyAllows(String flow) {
        return switch (flow) {
            case "USER_SRP_AUTH" -> !authFlows.contains("CUSTOM_AUTH_FLOW_ONLY");
            case "REFRESH_TOKEN_AUTH", "CUSTOM_AUTH" -> true;
            case "USER_PASSWORD_AUTH" -> authFlows.contains("USER_PASSWORD_AUTH");
            case "ADMIN_USER_PASSWORD_AUTH" -> authFlows.contains("ADMIN_NO_SRP_AUTH");
            default -> false;
        };
    }

    public boolean hidesExistence() {
        return "ENABLED".equals(existenceErrors);
    }

    public Duration sessionLife() {
        return Duration.ofMinutes(sessionMinutes);
    }

    public Optional<List<String>> readable() {
        return Optional.ofNullable(readAttributes);
    }

    public Optional<List<String>> writable() {
        return Optional.ofNullable(writeAttributes);
    }

    /** As the column {@code app_client.settings}. */
    @Immutable
    @Converter
    static final class Json extends JsonColumn<ClientSettings> {
        Json() {
            super(ClientSettings.class, 1_000);
        }
    }
}
