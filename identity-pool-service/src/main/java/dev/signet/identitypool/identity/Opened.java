package dev.signet.identitypool.identity;

import dev.signet.identitypool.login.ProvenLogin;
import dev.signet.identitypool.pool.IdentityPool;
import java.util.List;
import java.util.stream.Stream;

/**
 * An identity that somebody may act as.
 *
 * @param identityId the identity to answer, which after a merge is not the one that was asked for
 * @param logins the logins that were proven, none for a guest
 */
public record Opened(String identityId, IdentityPool pool, List<ProvenLogin> logins) {
    public Opened {
        logins = List.copyOf(logins);
    }

    public String poolId() {
        return pool.id();
    }

    public boolean guest() {
        return logins.isEmpty();
    }

    /** Whether a proven login's token allows its user to ask for this role. */
    public boolean allowsRole(String roleArn) {
        return logins.stream().anyMatch(login -> login.roles().contains(roleArn));
    }

    /** How the identity was proven, as {@code amr} in tokens and trust policies. */
    public List<String> methods() {
        return guest()
                ? List.of("unauthenticated")
                : Stream.concat(Stream.of("authenticated"), logins.stream().flatMap(login -> login.methods().stream()))
                        .toList();
    }
}
