package dev.signet.userpool.quota;

import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesRequest;

/** What one address may do only so often, whoever it does it to. */
enum SourceUse {
    /** A password, code or name is tried: counted before it is looked at, given back when it was right. */
    WRONG_GUESS,
    /** A mail is asked for: counted also when a name that nobody has gets none, given back when it is refused openly. */
    MAIL;

    /** What a request by anybody uses. Operators and their servers answer for themselves. */
    static Optional<SourceUse> of(String operation, SdkPojo request) {
        return switch (operation) {
            case "InitiateAuth" -> isRefresh(request) ? Optional.empty() : Optional.of(WRONG_GUESS);
            case "RespondToAuthChallenge", "ConfirmSignUp", "ConfirmForgotPassword" -> Optional.of(WRONG_GUESS);
            case "SignUp", "ForgotPassword", "ResendConfirmationCode", "GetUserAttributeVerificationCode" ->
                Optional.of(MAIL);
            case "UpdateUserAttributes" -> changesAddress(request) ? Optional.of(MAIL) : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Whether what became of a request gives back what it used. */
    boolean givesBack(boolean succeeded) {
        return (this == WRONG_GUESS) == succeeded;
    }

    private static boolean isRefresh(SdkPojo request) {
        return request instanceof InitiateAuthRequest start
                && start.authFlowAsString().startsWith("REFRESH_TOKEN");
    }

    private static boolean changesAddress(SdkPojo request) {
        return request instanceof UpdateUserAttributesRequest update
                && update.userAttributes().stream()
                        .anyMatch(attribute -> attribute.name().equals("email"));
    }
}
