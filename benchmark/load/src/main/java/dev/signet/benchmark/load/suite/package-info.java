/** The assembled suite that is measured: started by the script, spoken to through its gateway, read from outside. */
@NullMarked
package dev.signet.benchmark.load.suite;

import org.jspecify.annotations.NullMarked;
