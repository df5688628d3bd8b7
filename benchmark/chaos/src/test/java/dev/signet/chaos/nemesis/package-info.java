/** Tests of the faults' own judgements. */
@NullMarked
package dev.signet.chaos.nemesis;

import org.jspecify.annotations.NullMarked;
