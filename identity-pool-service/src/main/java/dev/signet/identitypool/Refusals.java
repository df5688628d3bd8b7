package dev.signet.identitypool;

import dev.signet.wire.Refusal;
import software.amazon.awssdk.services.cognitoidentity.model.ConcurrentModificationException;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** Every way in which identity pools refuse. Texts are AWS's own where they are known. */
public final class Refusals {
    private Refusals() {}

    public static RuntimeException poolNotFound(String poolId) {
        return Refusal.of(ResourceNotFoundException.class, "IdentityPool '" + poolId + "' not found.");
    }

    public static RuntimeException identityNotFound(String identityId) {
        return Refusal.of(ResourceNotFoundException.class, "Identity '" + identityId + "' not found.");
    }

    public static RuntimeException settingNotBuilt(String setting) {
        return Refusal.of(InvalidParameterException.class, setting + " is not supported by this server.");
    }

    public static RuntimeException invalidCognitoProvider() {
        return Refusal.of(InvalidParameterException.class, "Invalid Cognito Identity Provider");
    }

    public static RuntimeException invalidOidcProvider(String arn) {
        return Refusal.of(InvalidParameterException.class, "Invalid OpenID Connect provider ARN: " + arn);
    }

    public static RuntimeException invalidPublicProvider() {
        return Refusal.of(InvalidParameterException.class, "Please provide a valid public provider");
    }

    public static RuntimeException tooManyProviders(int limit) {
        return Refusal.of(
                LimitExceededException.class, "An identity pool has at most " + limit + " user pool clients.");
    }

    public static RuntimeException invalidNextToken() {
        return Refusal.of(InvalidParameterException.class, "Invalid NextToken");
    }

    public static RuntimeException poolChangedMeanwhile() {
        return Refusal.of(
                ConcurrentModificationException.class, "The identity pool was changed by another request. Try again.");
    }

    public static RuntimeException roleForbidden(String roleArn) {
        return Refusal.of(NotAuthorizedException.class, "Access to Role '" + roleArn + "' is forbidden.");
    }

    public static RuntimeException guestsNotAllowed() {
        return Refusal.of(
                NotAuthorizedException.class, "Unauthenticated access is not supported for this identity pool.");
    }

    public static RuntimeException identityForbidden(String identityId) {
        return Refusal.of(NotAuthorizedException.class, "Access to Identity '" + identityId + "' is forbidden.");
    }

    public static RuntimeException loginsDoNotMatch() {
        return Refusal.of(
                NotAuthorizedException.class,
                "Logins don't match. Please include at least one valid login for this identity or identity pool.");
    }

    public static RuntimeException unsupportedProvider() {
        return Refusal.of(
                NotAuthorizedException.class, "Token is not from a supported provider of this identity pool.");
    }

    public static RuntimeException invalidLoginToken(String reason) {
        return Refusal.of(NotAuthorizedException.class, "Invalid login token. " + reason);
    }

    public static RuntimeException providerUnreachable(String provider) {
        return Refusal.of(
                ExternalServiceException.class, "The keys of " + provider + " cannot be read now. Try again later.");
    }

    public static RuntimeException secondLoginOfProvider(String provider) {
        return Refusal.of(
                ResourceConflictException.class,
                "The identity already has another login of the provider '" + provider + "'.");
    }

    public static RuntimeException tooManyLogins(int limit) {
        return Refusal.of(ResourceConflictException.class, "An identity has at most " + limit + " linked logins.");
    }

    public static RuntimeException identityChangedMeanwhile() {
        return Refusal.of(
                ResourceConflictException.class, "The identity was changed by other requests meanwhile. Try again.");
    }

    public static RuntimeException loginNotLinked(String provider) {
        return Refusal.of(
                ResourceNotFoundException.class, "No login of the provider '" + provider + "' is linked to it.");
    }

    public static RuntimeException classicFlowOff() {
        return Refusal.of(
                InvalidParameterException.class, "Basic (classic) flow is not enabled, please use enhanced flow.");
    }

    public static RuntimeException checkAssignedRoles() {
        return Refusal.of(
                InvalidIdentityPoolConfigurationException.class,
                "Invalid identity pool configuration. Check assigned IAM roles for this pool.");
    }
}
