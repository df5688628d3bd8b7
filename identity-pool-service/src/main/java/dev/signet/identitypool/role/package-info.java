/** IAM roles: what they are trusted to and what they allow, told to every service. */
@NullMarked
package dev.signet.identitypool.role;

import org.jspecify.annotations.NullMarked;
