/** Pushes that wait for a push service to take them: kept until it did, the newest of each kind only. */
@NullMarked
package dev.signet.notification.delivery;

import org.jspecify.annotations.NullMarked;
