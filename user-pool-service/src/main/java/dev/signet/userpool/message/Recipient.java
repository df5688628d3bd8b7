package dev.signet.userpool.message;

/** The user who gets a message. */
public record Recipient(String userPoolId, String sub, String username) {}
