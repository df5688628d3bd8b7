/** A server that is wrong on demand, and clients for it: what the checker is proven against. */
@NullMarked
package dev.signet.chaos.fake;

import org.jspecify.annotations.NullMarked;
