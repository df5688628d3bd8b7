/** Devices that hold a connection open and are pushed to over it. */
@NullMarked
package dev.signet.notification.live;

import org.jspecify.annotations.NullMarked;
