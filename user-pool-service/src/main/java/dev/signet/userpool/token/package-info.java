/** The tokens of a pool: keys, issuing, verifying, refreshing and revoking. */
@NullMarked
package dev.signet.userpool.token;

import org.jspecify.annotations.NullMarked;
