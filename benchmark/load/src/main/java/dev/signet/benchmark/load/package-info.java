/** The command {@code ./signet bench}. */
@NullMarked
package dev.signet.benchmark.load;

import org.jspecify.annotations.NullMarked;
