package dev.signet.userpool.signin;

import dev.signet.userpool.srp.SrpVerifier;

/**
 * Whom an SRP exchange is with: a user, or a simulated one.
 *
 * @param name as it was given, in the form in which the pool compares names
 * @param username what the challenge names {@code USER_ID_FOR_SRP}
 */
record SrpUser(String name, String sub, String username, SrpVerifier verifier) {}
