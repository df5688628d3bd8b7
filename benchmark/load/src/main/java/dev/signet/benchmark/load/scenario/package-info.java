/** What users of the suite do, measured. */
@NullMarked
package dev.signet.benchmark.load.scenario;

import org.jspecify.annotations.NullMarked;
