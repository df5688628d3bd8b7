package dev.signet.sync.identity;

/** An identity in its pool, as a request names it. */
public record IdentityKey(String identityPoolId, String identityId) {
    /** A dataset of this identity. */
    public DatasetKey dataset(String name) {
        return new DatasetKey(this, name);
    }

    /** A text that names this identity and none else: no slash can be in an id. */
    public String path() {
        return identityPoolId + "/" + identityId;
    }
}
