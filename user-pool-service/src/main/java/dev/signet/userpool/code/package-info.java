/** Confirmation codes: made, kept as keyed hashes, redeemed once, and counted per user and hour. */
@NullMarked
package dev.signet.userpool.code;

import org.jspecify.annotations.NullMarked;
