/** Tests of the page. */
@NullMarked
package dev.signet.benchmark.load.page;

import org.jspecify.annotations.NullMarked;
