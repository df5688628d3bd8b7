/** Proof of a login: tokens of user pools and other OpenID Connect providers. */
@NullMarked
package dev.signet.identitypool.login;

import org.jspecify.annotations.NullMarked;
