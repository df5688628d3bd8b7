/** How an identity pool pushes. */
@NullMarked
package dev.signet.sync.pool;

import org.jspecify.annotations.NullMarked;
