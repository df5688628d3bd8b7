package dev.signet.notification;

import dev.signet.wire.Refusal;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;

/** Every way in which this service refuses. */
public final class Refusals {
    private Refusals() {}

    public static Refusal noSuchApplication() {
        return Refusal.of(NotFoundException.class, "PlatformApplication does not exist");
    }

    public static Refusal noSuchEndpoint() {
        return Refusal.of(NotFoundException.class, "Endpoint does not exist");
    }

    public static Refusal applicationExists(String arn) {
        return invalid("Attributes", "Platform application " + arn + " already exists with different attributes");
    }

    public static Refusal invalidCredentials(String flaw) {
        return invalid("Attributes", "Platform credentials are invalid: " + flaw);
    }

    /** Clients read the ARN out of this text, so the text is part of the interface. */
    public static Refusal endpointExists(String arn) {
        return invalid("Token", "Endpoint " + arn + " already exists with the same Token, but different attributes.");
    }

    public static Refusal tokenContended() {
        return invalid("Token", "Other endpoints are taking the same Token at this moment. Try again.");
    }

    public static Refusal endpointDisabled() {
        return Refusal.of(EndpointDisabledException.class, "Endpoint is disabled");
    }

    public static Refusal applicationDisabled() {
        return Refusal.of(PlatformApplicationDisabledException.class, "Platform application is disabled");
    }

    public static Refusal invalid(String parameter, String reason) {
        return Refusal.of(InvalidParameterException.class, "Invalid parameter: " + parameter + " Reason: " + reason);
    }

    public static Refusal invalidMessage(String reason) {
        return Refusal.of(InvalidParameterException.class, "Invalid parameter: Message Reason: " + reason);
    }

    public static Refusal invalidToken() {
        return Refusal.of(InvalidParameterException.class, "Invalid parameter: NextToken");
    }

    public static Refusal platformNotBuilt(String platform) {
        return invalid("Platform", "Signet does not deliver through " + platform + "; see docs/parity.md");
    }
}
