/** Tests of a run. */
@NullMarked
package dev.signet.benchmark.load.run;

import org.jspecify.annotations.NullMarked;
