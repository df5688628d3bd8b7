/** SNS platform endpoints: one device at one push service. */
@NullMarked
package dev.signet.notification.endpoint;

import org.jspecify.annotations.NullMarked;
