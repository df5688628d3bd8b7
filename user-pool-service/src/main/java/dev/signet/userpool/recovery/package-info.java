/** Forgotten and changed passwords. */
@NullMarked
package dev.signet.userpool.recovery;

import org.jspecify.annotations.NullMarked;
