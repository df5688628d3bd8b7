/** The page that publishes what was measured. */
@NullMarked
package dev.signet.chaos.report;

import org.jspecify.annotations.NullMarked;
