package dev.signet.identitypool;

import dev.signet.wire.Refusal;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;

/** Every way in which IAM refuses. Texts are AWS's own where they are known. */
public final class IamRefusals {
    private IamRefusals() {}

    public static RuntimeException roleExists(String name) {
        return Refusal.of(EntityAlreadyExistsException.class, "Role with name " + name + " already exists.");
    }

    public static RuntimeException roleNotFound(String name) {
        return Refusal.of(NoSuchEntityException.class, "The role with name " + name + " cannot be found.");
    }

    public static RuntimeException rolePolicyNotFound(String name) {
        return Refusal.of(NoSuchEntityException.class, "The role policy with name " + name + " cannot be found.");
    }

    public static RuntimeException roleHasPolicies() {
        return Refusal.of(DeleteConflictException.class, "Cannot delete entity, must delete policies first.");
    }

    public static RuntimeException trustPolicyTooLong(int limit) {
        return Refusal.of(LimitExceededException.class, "Cannot exceed quota for ACLSizePerRole: " + limit);
    }

    public static RuntimeException policiesTooLong(String role, int limit) {
        return Refusal.of(
                LimitExceededException.class, "Maximum policy size of " + limit + " bytes exceeded for role " + role);
    }

    public static RuntimeException malformedPolicy(String why) {
        return Refusal.of(MalformedPolicyDocumentException.class, why);
    }

    public static RuntimeException settingNotBuilt(String setting) {
        return Refusal.of(InvalidInputException.class, setting + " is not supported by this server.");
    }

    public static RuntimeException invalidMarker() {
        return Refusal.of(InvalidInputException.class, "Invalid Marker");
    }

    public static RuntimeException providerExists(String url) {
        return Refusal.of(EntityAlreadyExistsException.class, "Provider with url " + url + " already exists.");
    }

    public static RuntimeException providerNotFound(String arn) {
        return Refusal.of(NoSuchEntityException.class, "OpenIDConnect Provider not found for arn " + arn);
    }

    public static RuntimeException invalidProviderUrl(String why) {
        return Refusal.of(InvalidInputException.class, "Invalid Open ID Connect Provider URL: " + why);
    }

    public static RuntimeException controlCharacters() {
        return Refusal.of(
                InvalidInputException.class, "Client IDs and thumbprints must not contain control characters.");
    }

    public static RuntimeException tooManyClients(int limit) {
        return Refusal.of(
                LimitExceededException.class, "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: " + limit);
    }

    public static RuntimeException tooManyThumbprints(int limit) {
        return Refusal.of(
                InvalidInputException.class, "Thumbprint list must contain fewer than " + limit + " entries.");
    }
}
