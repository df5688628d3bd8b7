/** Identities, the logins they own, and how they link and merge. */
@NullMarked
package dev.signet.identitypool.identity;

import org.jspecify.annotations.NullMarked;
