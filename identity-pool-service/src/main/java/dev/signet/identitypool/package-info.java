/** Identity pools: identities of guests and logins, roles, temporary credentials. */
@NullMarked
package dev.signet.identitypool;

import org.jspecify.annotations.NullMarked;
