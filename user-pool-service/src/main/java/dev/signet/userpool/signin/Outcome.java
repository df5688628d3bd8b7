package dev.signet.userpool.signin;

import java.util.Map;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;

/** What a step of a sign-in leads to, if it is not refused. */
sealed interface Outcome {
    /** The user is signed in. */
    record SignedIn(AuthenticationResultType tokens) implements Outcome {}

    /** Another proof is asked for. */
    record Challenge(ChallengeNameType name, Map<String, String> parameters, String session) implements Outcome {}
}
