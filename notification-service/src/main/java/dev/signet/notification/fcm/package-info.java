/** Firebase Cloud Messaging, HTTP v1. */
@NullMarked
package dev.signet.notification.fcm;

import org.jspecify.annotations.NullMarked;
