/** App clients of a pool: what an application may do there. */
@NullMarked
package dev.signet.userpool.client;

import org.jspecify.annotations.NullMarked;
