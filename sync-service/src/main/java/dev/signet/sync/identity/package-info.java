/** The identities that have data here, as far as this service knows them. */
@NullMarked
package dev.signet.sync.identity;

import org.jspecify.annotations.NullMarked;
