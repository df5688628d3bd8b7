/** Finding the users of a pool. */
@NullMarked
package dev.signet.userpool.search;

import org.jspecify.annotations.NullMarked;
