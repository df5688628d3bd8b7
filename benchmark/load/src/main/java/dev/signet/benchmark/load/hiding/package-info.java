/** Whether the time of an answer tells who exists. */
@NullMarked
package dev.signet.benchmark.load.hiding;

import org.jspecify.annotations.NullMarked;
