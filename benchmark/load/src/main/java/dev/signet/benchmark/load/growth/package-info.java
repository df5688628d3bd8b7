/** How cost grows with what is stored. */
@NullMarked
package dev.signet.benchmark.load.growth;

import org.jspecify.annotations.NullMarked;
