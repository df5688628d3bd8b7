/** Benchmarks of what the user pool service shows to nobody but its own package. */
@NullMarked
package dev.signet.userpool.token;

import org.jspecify.annotations.NullMarked;
