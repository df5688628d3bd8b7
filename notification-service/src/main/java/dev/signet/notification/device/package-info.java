/** Which devices belong to which identity and dataset, kept in Redis and rebuilt from the compacted topic. */
@NullMarked
package dev.signet.notification.device;

import org.jspecify.annotations.NullMarked;
