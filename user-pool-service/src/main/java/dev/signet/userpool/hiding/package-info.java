/** What a name that nobody has is answered, so that it looks like somebody's. */
@NullMarked
package dev.signet.userpool.hiding;

import org.jspecify.annotations.NullMarked;
