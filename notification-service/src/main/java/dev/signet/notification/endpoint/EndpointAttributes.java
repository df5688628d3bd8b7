package dev.signet.notification.endpoint;

/** The attributes of an endpoint as they are stored. */
record EndpointAttributes(byte[] tokenHash, String sealedToken, String customUserData, boolean enabled) {}
