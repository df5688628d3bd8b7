package dev.signet.iam.role;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Finds roles. Services follow the published roles; the one that owns them brings its own store. */
public interface Roles {
    /** The role of an ARN as it is now, or empty when there is none. */
    Uni<Optional<Role>> find(String roleArn);

    /** Whether all roles can be found, so that requests can be decided. */
    default boolean ready() {
        return true;
    }
}
