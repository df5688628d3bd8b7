package dev.signet.userpool;

import dev.signet.wire.Refusal;
import java.util.Set;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Every way in which this service refuses. */
public final class Refusals {
    private Refusals() {}

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

    public static Refusal usernameLikeAlias(String attribute) {
        String what = attribute.equals("email") ? "email" : "phone number";
        return invalidParameter(
                "Username cannot be of " + what + " format, since user pool is configured for " + what + " alias.");
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
}
