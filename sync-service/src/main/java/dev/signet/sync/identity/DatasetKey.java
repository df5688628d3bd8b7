package dev.signet.sync.identity;

/** A dataset of an identity, as a request names it. */
public record DatasetKey(IdentityKey identity, String name) {
    public String identityPoolId() {
        return identity.identityPoolId();
    }

    public String identityId() {
        return identity.identityId();
    }

    /** A text that names this dataset and none else: no slash can be in an id or name. */
    public String path() {
        return identity.path() + "/" + name;
    }
}
