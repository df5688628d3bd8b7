package dev.signet.userpool.password;

import io.smallrye.mutiny.Uni;

/** Turns a password into what may be kept of it, on a bounded worker pool and back on the caller's context. */
public interface PasswordHashing {
    /**
     * Hashes a password.
     *
     * @param shortPoolId the part of the pool's id after the underscore
     * @param username the username as stored, which SRP calls USER_ID_FOR_SRP
     */
    Uni<HashedPassword> hash(String shortPoolId, String username, String password);
}
