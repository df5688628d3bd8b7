/** User pools and what they demand of their users. */
@NullMarked
package dev.signet.userpool.pool;

import org.jspecify.annotations.NullMarked;
