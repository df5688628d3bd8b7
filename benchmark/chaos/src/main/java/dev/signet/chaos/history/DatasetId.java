package dev.signet.chaos.history;

/** A dataset of an identity. */
public record DatasetId(String identity, String name) {
    @Override
    public String toString() {
        return identity + "/" + name;
    }
}
