package dev.signet.wire.model;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the API model of one AWS service says, as far as serving needs it.
 *
 * @param fullName the name in AWS's documentation
 * @param signingName the name in signatures and ARNs, such as {@code sns}
 * @param targetPrefix what stands before the dot in {@code X-Amz-Target}; empty for other protocols
 * @param version the API's version, such as {@code 2010-03-31}
 * @param xmlNamespace the namespace of XML answers; empty for other protocols
 * @param errors the modelled errors, by {@link #errorKey}
 * @param invalidInput what the service answers when input breaks a constraint
 * @param accessDenied what it answers a caller who may not do something, where it has an error of its own for that
 */
public record ServiceModel(
        String fullName,
        String signingName,
        Protocol protocol,
        String targetPrefix,
        String version,
        String xmlNamespace,
        Map<String, OperationModel> operations,
        Map<String, Shape> shapes,
        Map<String, ErrorModel> errors,
        ErrorModel invalidInput,
        Optional<ErrorModel> accessDenied) {

    /** The shape of that name. */
    public Shape shape(String name) {
        var shape = shapes.get(name);
        if (shape == null) {
            throw new IllegalArgumentException(signingName + " has no shape " + name);
        }
        return shape;
    }

    /** The modelled error that an exception class of the SDK stands for. */
    public Optional<ErrorModel> error(Class<?> exception) {
        return Optional.ofNullable(errors.get(errorKey(exception.getSimpleName())));
    }

    /** The modelled error for the service's own failure, if it has one. */
    public Optional<ErrorModel> internalError() {
        return Optional.ofNullable(errors.get(errorKey("InternalErrorException")));
    }

    /** The SDK changes the case of acronyms and may append {@code Exception} to a shape's name. */
    static String errorKey(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith("exception") ? lower.substring(0, lower.length() - "exception".length()) : lower;
    }
}
