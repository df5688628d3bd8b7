/** Temporary credentials: issued here, and opened offline by every service that holds the keyset. */
@NullMarked
package dev.signet.iam.session;

import org.jspecify.annotations.NullMarked;
