/** SNS Publish to an endpoint. */
@NullMarked
package dev.signet.notification.publish;

import org.jspecify.annotations.NullMarked;
