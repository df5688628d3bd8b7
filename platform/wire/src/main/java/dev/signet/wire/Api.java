package dev.signet.wire;

/**
 * Marks a bean whose operations {@link dev.signet.wire} serves. An operation is a public method that takes an AWS SDK
 * request, optionally followed by the {@link Call}, and returns a {@code Uni} of the SDK's response.
 */
public interface Api {}
