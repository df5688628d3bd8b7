/** Signing up and confirming the account. */
@NullMarked
package dev.signet.userpool.signup;

import org.jspecify.annotations.NullMarked;
