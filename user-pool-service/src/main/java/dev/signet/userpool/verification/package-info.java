/** Verifying an address with a code. */
@NullMarked
package dev.signet.userpool.verification;

import org.jspecify.annotations.NullMarked;
