/** The rules, each against histories that keep and break it. */
@NullMarked
package dev.signet.chaos.checker;

import org.jspecify.annotations.NullMarked;
