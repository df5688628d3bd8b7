/** Tests of the push service. */
@NullMarked
package dev.signet.chaos.push;

import org.jspecify.annotations.NullMarked;
