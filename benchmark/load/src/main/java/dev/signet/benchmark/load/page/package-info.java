/** The results and the page that shows them. */
@NullMarked
package dev.signet.benchmark.load.page;

import org.jspecify.annotations.NullMarked;
