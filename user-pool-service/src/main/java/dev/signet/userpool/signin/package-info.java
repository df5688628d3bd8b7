/** Signing in: flows, challenges, challenge sessions and the lockout. */
@NullMarked
package dev.signet.userpool.signin;

import org.jspecify.annotations.NullMarked;
