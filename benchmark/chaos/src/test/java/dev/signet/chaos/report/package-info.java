/** Tests of the page. */
@NullMarked
package dev.signet.chaos.report;

import org.jspecify.annotations.NullMarked;
