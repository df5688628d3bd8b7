/** The tokens that identity pools issue, and their keys. */
@NullMarked
package dev.signet.identitypool.openid;

import org.jspecify.annotations.NullMarked;
