/** Others that do the same work. */
@NullMarked
package dev.signet.benchmark.load.peer;

import org.jspecify.annotations.NullMarked;
