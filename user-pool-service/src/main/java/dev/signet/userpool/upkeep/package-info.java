/** Throws away what time has made meaningless. */
@NullMarked
package dev.signet.userpool.upkeep;

import org.jspecify.annotations.NullMarked;
