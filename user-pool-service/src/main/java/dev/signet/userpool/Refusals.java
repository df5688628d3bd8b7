package dev.signet.userpool;

import dev.signet.wire.Refusal;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnauthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedOperationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedUserStateException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Every way in which this service refuses. */
public final class Refusals {
    private Refusals() {}

    // all operations

    public static Refusal tooManyRequests() {
        return Refusal.of(TooManyRequestsException.class, "Too many requests");
    }

    // signing in

    public static Refusal wrongCredentials() {
        return notAuthorized("Incorrect username or password.");
    }

    public static Refusal attemptsExceeded() {
        return notAuthorized("Password attempts exceeded");
    }

    public static Refusal userDisabled() {
        return notAuthorized("User is disabled.");
    }

    public static Refusal userNotConfirmed() {
        return Refusal.of(UserNotConfirmedException.class, "User is not confirmed.");
    }

    public static Refusal passwordResetRequired() {
        return Refusal.of(PasswordResetRequiredException.class, "Password reset required for the user");
    }

    public static Refusal temporaryPasswordExpired() {
        return notAuthorized("Temporary password has expired and must be reset by an administrator.");
    }

    public static Refusal flowNotEnabled(String flow) {
        return invalidParameter(flow + " flow not enabled for this client");
    }

    public static Refusal flowNotOfThisOperation(String flow) {
        return invalidParameter("Initiate Auth method not supported: " + flow);
    }

    public static Refusal missingParameter(String name) {
        return invalidParameter("Missing required parameter " + name);
    }

    public static Refusal badSrpA() {
        return invalidParameter("SRP_A must be a hexadecimal number that is no multiple of N.");
    }

    public static Refusal badSession() {
        return notAuthorized("Invalid session for the user.");
    }

    public static Refusal sessionExpired() {
        return notAuthorized("Invalid session for the user, session is expired.");
    }

    public static Refusal sessionUsed() {
        return notAuthorized("Invalid session for the user, session can only be used once.");
    }

    public static Refusal attributeAlreadyProvided(String name) {
        return invalidParameter("Cannot modify an already provided " + name);
    }

    public static Refusal invalidRefreshToken() {
        return notAuthorized("Invalid Refresh Token");
    }

    public static Refusal refreshTokenExpired() {
        return notAuthorized("Refresh Token has expired");
    }

    public static Refusal refreshTokenRevoked() {
        return notAuthorized("Refresh Token has been revoked");
    }

    public static Refusal invalidAccessToken() {
        return notAuthorized("Invalid Access Token");
    }

    public static Refusal accessTokenExpired() {
        return notAuthorized("Access Token has expired");
    }

    public static Refusal accessTokenRevoked() {
        return notAuthorized("Access Token has been revoked");
    }

    public static Refusal accessTokenWithoutScope() {
        return notAuthorized("Access Token does not have required scopes");
    }

    public static Refusal invalidClient() {
        return Refusal.of(UnauthorizedException.class, "Invalid client");
    }

    public static Refusal tokenOfAnotherClient() {
        return Refusal.of(UnauthorizedException.class, "The token was not issued to this client");
    }

    public static Refusal revocationOff() {
        return Refusal.of(UnsupportedOperationException.class, "Token revocation is not enabled for this client");
    }

    public static Refusal notARefreshToken() {
        return Refusal.of(UnsupportedTokenTypeException.class, "Only refresh tokens can be revoked");
    }

    // codes

    public static Refusal codeMismatch() {
        return Refusal.of(CodeMismatchException.class, "Invalid verification code provided, please try again.");
    }

    public static Refusal codeExpired() {
        return Refusal.of(ExpiredCodeException.class, "Invalid code provided, please request a code again.");
    }

    public static Refusal limitExceeded() {
        return Refusal.of(LimitExceededException.class, "Attempt limit exceeded, please try after some time.");
    }

    public static Refusal noSuchUsername() {
        return Refusal.of(UserNotFoundException.class, "Username/client id combination not found.");
    }

    public static Refusal cannotConfirm(String status) {
        return notAuthorized("User cannot be confirmed. Current status is " + status);
    }

    public static Refusal alreadyConfirmed() {
        return invalidParameter("User is already confirmed.");
    }

    public static Refusal noAddressToVerify() {
        return invalidParameter("Cannot resend codes. Auto verification not turned on.");
    }

    public static Refusal noVerifiedAddress() {
        return invalidParameter(
                "Cannot reset password for the user as there is no registered/verified email or phone_number");
    }

    public static Refusal noRecovery() {
        return invalidParameter(
                "Cannot reset password for the user as only an administrator recovers accounts of this user pool");
    }

    public static Refusal cannotResetPassword() {
        return notAuthorized("User password cannot be reset in the current state.");
    }

    public static Refusal signUpNotPermitted() {
        return notAuthorized("SignUp is not permitted for this user pool");
    }

    public static Refusal notVerifiable(String attribute) {
        return invalidParameter("Invalid attribute for verification: " + attribute);
    }

    public static Refusal nothingToVerify(String attribute) {
        return invalidParameter("User has no " + attribute + " to verify");
    }

    private static Refusal notAuthorized(String message) {
        return Refusal.of(NotAuthorizedException.class, message);
    }

    // pools and clients

    public static Refusal noSuchPool(String poolId) {
        return Refusal.of(ResourceNotFoundException.class, "User pool " + poolId + " does not exist.");
    }

    public static Refusal noSuchClient(String clientId) {
        return Refusal.of(ResourceNotFoundException.class, "User pool client " + clientId + " does not exist.");
    }

    public static Refusal secretHashMissing(String clientId) {
        return Refusal.of(
                NotAuthorizedException.class,
                "Client " + clientId + " is configured with secret but SECRET_HASH was not received");
    }

    public static Refusal clientSecretWrong(String clientId) {
        return Refusal.of(NotAuthorizedException.class, "Unable to verify client secret for client " + clientId);
    }

    public static Refusal secretHashWrong(String clientId) {
        return Refusal.of(NotAuthorizedException.class, "Unable to verify secret hash for client " + clientId);
    }

    /** A setting that AWS has and Signet does not: better refused than taken and not kept. */
    public static Refusal notBuilt(String setting) {
        return Refusal.of(InvalidParameterException.class, setting + " is not supported by this version of Signet.");
    }

    public static Refusal invalidParameter(String message) {
        return Refusal.of(InvalidParameterException.class, message);
    }

    public static Refusal badTokenValidity() {
        return invalidParameter("Invalid range for token validity.");
    }

    public static Refusal badPageToken() {
        return invalidParameter("Invalid pagination token.");
    }

    public static Refusal poolProtected() {
        return invalidParameter("The user pool cannot be deleted because deletion protection is activated."
                + " Deletion protection must be inactivated first.");
    }

    public static Refusal badConstraint() {
        return invalidParameter("Invalid attribute constraints: lengths are whole numbers from 0 to 2048,"
                + " values are decimal numbers, and the least is not above the greatest.");
    }

    // users

    public static Refusal noSuchUser() {
        return Refusal.of(UserNotFoundException.class, "User does not exist.");
    }

    public static Refusal usernameTaken() {
        return Refusal.of(UsernameExistsException.class, "User already exists");
    }

    public static Refusal addressTaken(String attribute) {
        return Refusal.of(UsernameExistsException.class, "An account with the given " + attribute + " already exists.");
    }

    public static Refusal aliasTaken(String attribute) {
        return Refusal.of(AliasExistsException.class, "An account with the " + attribute + " already exists.");
    }

    public static boolean isAliasTaken(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.error() == AliasExistsException.class;
    }

    public static Refusal badPassword(String objection) {
        return Refusal.of(InvalidPasswordException.class, "Password did not conform with policy: " + objection);
    }

    public static Refusal unauthorizedAttribute() {
        return Refusal.of(NotAuthorizedException.class, "A client attempted to write unauthorized attribute");
    }

    public static Refusal attributesDoNotConform(String objection) {
        return invalidParameter("Attributes did not conform to the schema: " + objection);
    }

    public static Refusal attributeFixed(String name) {
        return invalidParameter("user." + name + ": Attribute cannot be updated.\n");
    }

    public static Refusal usernameNoAddress(Set<String> addresses) {
        if (addresses.size() > 1) {
            return invalidParameter("Username should be either an email or a phone number.");
        }
        return invalidParameter(
                addresses.contains("email") ? "Username should be an email." : "Username should be a phone number.");
    }

    public static Refusal usernameLikeAlias(String name, String attribute) {
        String what = attribute.equals("email") ? "email" : "phone number";
        return invalidParameter(
                name + " cannot be of " + what + " format, since user pool is configured for " + what + " alias.");
    }

    public static Refusal badFilter() {
        return invalidParameter("Error while parsing filter");
    }

    public static Refusal badSearchAttribute(String name) {
        return invalidParameter("Invalid search attribute: " + name);
    }

    public static Refusal unknownAttributesAsked() {
        return invalidParameter("One or more requested attributes do not exist in user pool.");
    }

    public static Refusal resendNotPossible(String username) {
        return Refusal.of(
                UnsupportedUserStateException.class,
                "Resend not possible. " + username + " status is not FORCE_CHANGE_PASSWORD");
    }
}
