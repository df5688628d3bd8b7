package dev.signet.userpool.srp;

/**
 * Whose password an SRP exchange is about.
 *
 * @param poolName the part of the pool's id after its underscore
 * @param userId what the challenge names {@code USER_ID_FOR_SRP}
 */
public record SrpIdentity(String poolName, String userId) {
    /** Names a user of a pool by the pool's whole id. */
    public static SrpIdentity of(String poolId, String userId) {
        return new SrpIdentity(poolId.substring(poolId.indexOf('_') + 1), userId);
    }

    String text() {
        return poolName + userId;
    }
}
