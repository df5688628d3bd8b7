package dev.signet.identitypool;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.IdpCommunicationErrorException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;

/** Every way in which STS refuses. Texts are AWS's own where they are known. */
public final class StsRefusals {
    private StsRefusals() {}

    public static RuntimeException mayNotAssume(String caller, String action, String roleArn) {
        return Refusal.of(
                CommonError.ACCESS_DENIED,
                "User: " + caller + " is not authorized to perform: " + action + " on resource: " + roleArn);
    }

    public static RuntimeException mayNotAssumeWithWebIdentity() {
        return Refusal.of(CommonError.ACCESS_DENIED, "Not authorized to perform sts:AssumeRoleWithWebIdentity");
    }

    public static RuntimeException noMfaDevice() {
        return Refusal.of(CommonError.ACCESS_DENIED, "MultiFactorAuthentication failed, unable to validate MFA code.");
    }

    public static RuntimeException longerThanTheRoleAllows() {
        return invalid("The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
    }

    public static RuntimeException longerThanAChainAllows() {
        return invalid(
                "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
    }

    public static RuntimeException settingNotBuilt(String setting) {
        return invalid(setting + " is not supported by this server.");
    }

    public static RuntimeException repeatedTag() {
        return invalid("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
    }

    public static RuntimeException reservedTag() {
        return invalid("Tag keys must not start with aws:");
    }

    public static RuntimeException transitiveTagNotGiven() {
        return invalid("The specified transitive tag key must be included in the requested tags.");
    }

    public static RuntimeException inheritedTag() {
        return invalid(
                "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag "
                        + "key from the calling session.");
    }

    public static RuntimeException sourceIdentityFixed() {
        return invalid("The source identity of a chain of roles cannot be changed.");
    }

    public static RuntimeException malformedPolicy(String why) {
        return Refusal.of(MalformedPolicyDocumentException.class, why);
    }

    public static RuntimeException policyTooLarge(int percent) {
        return Refusal.of(
                PackedPolicyTooLargeException.class,
                "Packed policy consumes " + percent + "% of allotted space, please use smaller policy.");
    }

    public static RuntimeException tagsTooLarge(int percent) {
        return Refusal.of(
                PackedPolicyTooLargeException.class,
                "Packed size of session tags consumes " + percent + "% of allotted space.");
    }

    public static RuntimeException tooManyTags(int limit) {
        return Refusal.of(
                PackedPolicyTooLargeException.class,
                "A session has at most " + limit + " tags, with those that it takes over from the calling session.");
    }

    public static RuntimeException unknownIssuer(String issuer) {
        return Refusal.of(
                InvalidIdentityTokenException.class, "No OpenIDConnect provider found in your account for " + issuer);
    }

    public static RuntimeException notAToken() {
        return invalidToken(
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
    }

    public static RuntimeException invalidToken(String why) {
        return Refusal.of(InvalidIdentityTokenException.class, why);
    }

    public static RuntimeException expiredToken(String why) {
        return Refusal.of(ExpiredTokenException.class, why);
    }

    public static RuntimeException providerUnreachable(String why) {
        return Refusal.of(IdpCommunicationErrorException.class, why);
    }

    private static RuntimeException invalid(String why) {
        return Refusal.of(CommonError.VALIDATION, why);
    }
}
