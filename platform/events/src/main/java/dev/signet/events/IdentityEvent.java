package dev.signet.events;

import java.time.Instant;

/** What happened to an identity of an identity pool; the key is the identity's id. */
public sealed interface IdentityEvent extends Event {
    String identityPoolId();

    String identityId();

    Instant at();

    @Override
    default Topic topic() {
        return Topic.IDENTITIES;
    }

    @Override
    default String key() {
        return identityId();
    }

    /** An identity was made, for a guest or a login. */
    record IdentityCreated(String identityPoolId, String identityId, Instant at) implements IdentityEvent {}

    /** A login was linked to an identity. */
    record IdentityLinked(String identityPoolId, String identityId, String provider, Instant at)
            implements IdentityEvent {}

    /** Another identity was merged into this one and disabled. */
    record IdentitiesMerged(String identityPoolId, String identityId, String mergedIdentityId, Instant at)
            implements IdentityEvent {}

    /** An identity was deleted. */
    record IdentityDeleted(String identityPoolId, String identityId, Instant at) implements IdentityEvent {}
}
