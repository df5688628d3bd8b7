/** The load generator: prepared requests, sent by Hyperfoil. */
@NullMarked
package dev.signet.benchmark.load.generator;

import org.jspecify.annotations.NullMarked;
