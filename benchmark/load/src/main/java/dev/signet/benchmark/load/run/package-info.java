/** One run of the benchmarks: its parts one after the other, each kept as soon as it is done. */
@NullMarked
package dev.signet.benchmark.load.run;

import org.jspecify.annotations.NullMarked;
