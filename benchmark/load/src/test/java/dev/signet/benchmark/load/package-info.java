/** A smoke of the benchmarks. */
@NullMarked
package dev.signet.benchmark.load;

import org.jspecify.annotations.NullMarked;
