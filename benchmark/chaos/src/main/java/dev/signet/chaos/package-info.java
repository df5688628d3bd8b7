/** Faults against the running suite, and the proof that nothing acknowledged was lost. */
@NullMarked
package dev.signet.chaos;

import org.jspecify.annotations.NullMarked;
