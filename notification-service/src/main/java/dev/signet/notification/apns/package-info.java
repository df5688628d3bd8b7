/** Apple Push Notification service. */
@NullMarked
package dev.signet.notification.apns;

import org.jspecify.annotations.NullMarked;
