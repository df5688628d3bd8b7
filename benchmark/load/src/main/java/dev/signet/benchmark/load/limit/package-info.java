/** What the same machine does with nothing around the work. */
@NullMarked
package dev.signet.benchmark.load.limit;

import org.jspecify.annotations.NullMarked;
