/** The operator's keyset: seals everything secret at rest. */
@NullMarked
package dev.signet.keyset;

import org.jspecify.annotations.NullMarked;
