package dev.signet.identitypool.identity;

import java.io.Serializable;

/**
 * One subject at one provider, within an identity pool.
 *
 * @param provider the provider's one canonical name
 * @param subject the provider's id of the user
 */
public record LoginKey(String poolId, String provider, String subject) implements Serializable {}
