/** Identity pools and the roles they give. */
@NullMarked
package dev.signet.identitypool.pool;

import org.jspecify.annotations.NullMarked;
