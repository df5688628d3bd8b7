/** Passwords: hashes and SRP verifiers. */
@NullMarked
package dev.signet.userpool.password;

import org.jspecify.annotations.NullMarked;
