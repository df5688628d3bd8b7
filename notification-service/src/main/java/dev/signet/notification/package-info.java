/** Delivery to devices and people: SNS mobile push, live push synchronization, mail. */
@NullMarked
package dev.signet.notification;

import org.jspecify.annotations.NullMarked;
