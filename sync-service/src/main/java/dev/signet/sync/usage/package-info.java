/** How much pools and identities store. */
@NullMarked
package dev.signet.sync.usage;

import org.jspecify.annotations.NullMarked;
