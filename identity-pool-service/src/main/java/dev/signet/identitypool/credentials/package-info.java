/** Temporary credentials of a role for an identity. */
@NullMarked
package dev.signet.identitypool.credentials;

import org.jspecify.annotations.NullMarked;
