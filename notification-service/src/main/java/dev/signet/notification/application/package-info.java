/** SNS platform applications: the credentials with which a push service is spoken to. */
@NullMarked
package dev.signet.notification.application;

import org.jspecify.annotations.NullMarked;
