/** What was asked, answered and broken, line by line, as it happened. */
@NullMarked
package dev.signet.chaos.history;

import org.jspecify.annotations.NullMarked;
