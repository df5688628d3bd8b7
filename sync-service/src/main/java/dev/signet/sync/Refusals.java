package dev.signet.sync;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import software.amazon.awssdk.services.cognitosync.model.InvalidConfigurationException;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.LimitExceededException;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitosync.model.TooManyRequestsException;

/** Every way in which this service refuses. */
public final class Refusals {
    private Refusals() {}

    /** Somebody else's identity or pool, existing or not. */
    public static Refusal foreignIdentity(String identityId) {
        return Refusal.of(NotAuthorizedException.class, "Access to Identity '" + identityId + "' is forbidden.");
    }

    /** A device that is not the caller's, existing or not. */
    public static Refusal foreignDevice(String deviceId) {
        return Refusal.of(NotAuthorizedException.class, "Access to Device '" + deviceId + "' is forbidden.");
    }

    public static Refusal developersOnly(String operation) {
        return Refusal.of(NotAuthorizedException.class, operation + " can only be called with developer credentials.");
    }

    public static Refusal identitiesOnly(String operation) {
        return Refusal.of(
                NotAuthorizedException.class,
                operation + " can only be called with credentials of an identity in an identity pool.");
    }

    public static Refusal noSuchIdentity(String identityId) {
        return Refusal.of(ResourceNotFoundException.class, "Identity '" + identityId + "' not found.");
    }

    public static Refusal noSuchDataset(String name) {
        return Refusal.of(ResourceNotFoundException.class, "Dataset '" + name + "' doesn't exist.");
    }

    public static Refusal staleRecord(String key, long current, long submitted) {
        return Refusal.of(
                ResourceConflictException.class,
                "Current SyncCount for: " + key + " is: " + current + " not: " + submitted);
    }

    public static Refusal tooManyWriters() {
        return Refusal.of(
                TooManyRequestsException.class, "Too many write to this dataset at the same time. Try again.");
    }

    public static Refusal tooManyDatasets(int limit) {
        return Refusal.of(LimitExceededException.class, "An identity may have at most " + limit + " datasets.");
    }

    public static Refusal tooManyRecords(int limit) {
        return Refusal.of(LimitExceededException.class, "A dataset may have at most " + limit + " records.");
    }

    public static Refusal datasetTooLarge(long limit) {
        return Refusal.of(LimitExceededException.class, "A dataset may hold at most " + limit + " bytes.");
    }

    public static Refusal invalidSession() {
        return Refusal.of(InvalidParameterException.class, "The SyncSessionToken is invalid for this dataset.");
    }

    public static Refusal expiredSession() {
        return Refusal.of(InvalidParameterException.class, "The SyncSessionToken has expired.");
    }

    public static Refusal invalidNextToken() {
        return Refusal.of(InvalidParameterException.class, "The NextToken is invalid.");
    }

    public static Refusal negative(String member) {
        return Refusal.of(InvalidParameterException.class, member + " must not be negative.");
    }

    public static Refusal notPositive(String member) {
        return Refusal.of(InvalidParameterException.class, member + " must be at least 1.");
    }

    public static Refusal duplicateKey(String key) {
        return Refusal.of(InvalidParameterException.class, "RecordPatches holds the key '" + key + "' twice.");
    }

    public static Refusal replaceWithoutValue(String key) {
        return Refusal.of(InvalidParameterException.class, "The replace of the key '" + key + "' has no Value.");
    }

    public static Refusal absurdDate() {
        return Refusal.of(
                InvalidParameterException.class, "DeviceLastModifiedDate must lie between the years 1 and 9999.");
    }

    public static Refusal unsoundToken() {
        return Refusal.of(InvalidParameterException.class, "Token must have between 1 and 4096 characters.");
    }

    public static Refusal tooManySubscriptions(int limit) {
        return Refusal.of(InvalidParameterException.class, "A device may follow at most " + limit + " datasets.");
    }

    public static Refusal platformNotConfigured(String platform) {
        return Refusal.of(
                InvalidConfigurationException.class,
                "Push sync of this identity pool has no application for the platform " + platform + ".");
    }

    public static Refusal platformNotServed(String platform) {
        return Refusal.of(
                InvalidConfigurationException.class,
                "Nothing is pushed to the platform " + platform + ": it is not built.");
    }

    public static Refusal applicationNotServed(String platform) {
        return Refusal.of(
                InvalidParameterException.class,
                "ApplicationArns names an application of the platform " + platform + ", to which nothing is pushed.");
    }

    public static Refusal pushWithoutRole() {
        return Refusal.of(InvalidParameterException.class, "PushSync with ApplicationArns needs a RoleArn.");
    }

    public static Refusal samePlatformTwice(String platform) {
        return Refusal.of(
                InvalidParameterException.class, "ApplicationArns names two applications of the platform " + platform);
    }

    public static Refusal streamsNotBuilt() {
        return Refusal.of(CommonError.NOT_BUILT, "Cognito Streams are not built.");
    }
}
