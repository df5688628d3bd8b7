/** The invariants, each a function of a history. */
@NullMarked
package dev.signet.chaos.checker;

import org.jspecify.annotations.NullMarked;
