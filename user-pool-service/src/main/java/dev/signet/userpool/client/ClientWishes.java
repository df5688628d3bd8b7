package dev.signet.userpool.client;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.Schema;
import dev.signet.userpool.pool.SchemaAttribute;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.FeatureType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TokenValidityUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolClientRequest;

/** Reads what a request wants of an app client into settings; what is left out becomes AWS's default. */
final class ClientWishes {
    private static final Set<String> NEVER_WRITABLE = Set.of("sub", "email_verified", "phone_number_verified");
    private static final Duration LEAST_TOKEN = Duration.ofMinutes(5);
    private static final Duration MOST_TOKEN = Duration.ofDays(1);
    private static final Duration LEAST_REFRESH = Duration.ofMinutes(60);
    private static final Duration MOST_REFRESH = Duration.ofDays(3650);
    private static final int REFRESH_DAYS = 30;
    private static final int SESSION_MINUTES = 3;

    private ClientWishes() {}

    /** The settings of a client to be made. */
    static ClientSettings of(CreateUserPoolClientRequest request, Schema schema) {
        return of(changeable(request), schema);
    }

    /** The settings of a client to be changed. */
    static ClientSettings of(UpdateUserPoolClientRequest request, Schema schema) {
        refuseUnbuilt(request);
        checkFlows(request.explicitAuthFlowsAsStrings());
        TokenValidityUnitsType units = request.tokenValidityUnits() == null
                ? TokenValidityUnitsType.builder().build()
                : request.tokenValidityUnits();
        Lifetime refresh = refresh(request.refreshTokenValidity(), units.refreshTokenAsString());
        return new ClientSettings(
                request.explicitAuthFlowsAsStrings(),
                token(request.idTokenValidity(), units.idTokenAsString(), refresh),
                token(request.accessTokenValidity(), units.accessTokenAsString(), refresh),
                refresh,
                request.tokenValidityUnits() != null,
                Objects.requireNonNullElse(request.authSessionValidity(), SESSION_MINUTES),
                request.hasReadAttributes() ? readable(request.readAttributes(), schema) : null,
                request.hasWriteAttributes() ? writable(request.writeAttributes(), schema) : null,
                request.preventUserExistenceErrorsAsString(),
                Objects.requireNonNullElse(request.enableTokenRevocation(), true),
                request.hasSupportedIdentityProviders() ? request.supportedIdentityProviders() : null,
                request.enablePropagateAdditionalUserContextData());
    }

    private static void checkFlows(List<String> flows) {
        boolean current = flows.stream().anyMatch(flow -> flow.startsWith("ALLOW_"));
        boolean legacy = flows.stream().anyMatch(flow -> !flow.startsWith("ALLOW_"));
        if (current && legacy) {
            throw Refusals.invalidParameter("ExplicitAuthFlows with the prefix ALLOW_ cannot be used together with"
                    + " ADMIN_NO_SRP_AUTH, CUSTOM_AUTH_FLOW_ONLY or USER_PASSWORD_AUTH.");
        }
    }

    private static Lifetime token(@Nullable Integer value, @Nullable String unit, Lifetime refresh) {
        Lifetime life = value == null
                ? new Lifetime(1, "hours").in(Objects.requireNonNullElse(unit, "hours"))
                : new Lifetime(value, Objects.requireNonNullElse(unit, "hours"));
        check(life, LEAST_TOKEN, MOST_TOKEN);
        if (life.duration().compareTo(refresh.duration()) > 0) {
            throw Refusals.badTokenValidity();
        }
        return life;
    }

    private static Lifetime refresh(@Nullable Integer value, @Nullable String unit) {
        Lifetime life = value == null || value == 0
                ? new Lifetime(REFRESH_DAYS, "days").in(Objects.requireNonNullElse(unit, "days"))
                : new Lifetime(value, Objects.requireNonNullElse(unit, "days"));
        check(life, LEAST_REFRESH, MOST_REFRESH);
        return life;
    }

    private static void check(Lifetime life, Duration least, Duration most) {
        if (life.duration().compareTo(least) < 0 || life.duration().compareTo(most) > 0) {
            throw Refusals.badTokenValidity();
        }
    }

    private static List<String> readable(List<String> names, Schema schema) {
        if (!names.stream().allMatch(name -> schema.find(name).isPresent())) {
            throw Refusals.invalidParameter("Invalid read attributes specified while creating a client");
        }
        return names;
    }

    private static List<String> writable(List<String> names, Schema schema) {
        boolean good = names.stream()
                .allMatch(name -> !NEVER_WRITABLE.contains(name)
                        && schema.find(name)
                                .filter(attribute -> !attribute.developerOnly())
                                .isPresent());
        boolean enough = schema.attributes().stream()
                .filter(SchemaAttribute::required)
                .map(SchemaAttribute::name)
                .allMatch(name -> name.equals("sub") || names.contains(name));
        if (!good || !enough) {
            throw Refusals.invalidParameter("Invalid write attributes specified while creating a client");
        }
        return names;
    }

    private static void refuseUnbuilt(UpdateUserPoolClientRequest wish) {
        refuseIf(Boolean.TRUE.equals(wish.allowedOAuthFlowsUserPoolClient()), "AllowedOAuthFlowsUserPoolClient");
        refuseIf(!wish.allowedOAuthFlowsAsStrings().isEmpty(), "AllowedOAuthFlows");
        refuseIf(!wish.allowedOAuthScopes().isEmpty(), "AllowedOAuthScopes");
        refuseIf(!wish.callbackURLs().isEmpty(), "CallbackURLs");
        refuseIf(!wish.logoutURLs().isEmpty(), "LogoutURLs");
        refuseIf(wish.defaultRedirectURI() != null, "DefaultRedirectURI");
        refuseIf(wish.analyticsConfiguration() != null, "AnalyticsConfiguration");
        refuseIf(
                wish.refreshTokenRotation() != null
                        && wish.refreshTokenRotation().feature() == FeatureType.ENABLED,
                "RefreshTokenRotation");
        wish.supportedIdentityProviders().stream()
                .filter(name -> !name.equals("COGNITO"))
                .findFirst()
                .ifPresent(name -> {
                    throw Refusals.invalidParameter(
                            "The provider " + name + " does not exist for User Pool " + wish.userPoolId() + ".");
                });
    }

    private static void refuseIf(boolean wanted, String setting) {
        if (wanted) {
            throw Refusals.notBuilt(setting);
        }
    }

    // what the two requests have in common; the SDK gives them no common type
    private static UpdateUserPoolClientRequest changeable(CreateUserPoolClientRequest request) {
        UpdateUserPoolClientRequest.Builder same = UpdateUserPoolClientRequest.builder()
                .userPoolId(request.userPoolId())
                .refreshTokenValidity(request.refreshTokenValidity())
                .accessTokenValidity(request.accessTokenValidity())
                .idTokenValidity(request.idTokenValidity())
                .tokenValidityUnits(request.tokenValidityUnits())
                .explicitAuthFlowsWithStrings(request.explicitAuthFlowsAsStrings())
                .callbackURLs(request.callbackURLs())
                .logoutURLs(request.logoutURLs())
                .defaultRedirectURI(request.defaultRedirectURI())
                .allowedOAuthFlowsWithStrings(request.allowedOAuthFlowsAsStrings())
                .allowedOAuthScopes(request.allowedOAuthScopes())
                .allowedOAuthFlowsUserPoolClient(request.allowedOAuthFlowsUserPoolClient())
                .analyticsConfiguration(request.analyticsConfiguration())
                .preventUserExistenceErrors(request.preventUserExistenceErrorsAsString())
                .enableTokenRevocation(request.enableTokenRevocation())
                .enablePropagateAdditionalUserContextData(request.enablePropagateAdditionalUserContextData())
                .authSessionValidity(request.authSessionValidity())
                .refreshTokenRotation(request.refreshTokenRotation());
        if (request.hasReadAttributes()) {
            same.readAttributes(request.readAttributes());
        }
        if (request.hasWriteAttributes()) {
            same.writeAttributes(request.writeAttributes());
        }
        if (request.hasSupportedIdentityProviders()) {
            same.supportedIdentityProviders(request.supportedIdentityProviders());
        }
        return same.build();
    }
}
