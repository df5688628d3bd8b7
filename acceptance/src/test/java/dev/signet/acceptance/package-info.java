/** The suite seen from outside: the real processes, spoken to by unmodified clients. */
@NullMarked
package dev.signet.acceptance;

import org.jspecify.annotations.NullMarked;
