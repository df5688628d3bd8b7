/** Dataset changes on their way to devices. */
@NullMarked
package dev.signet.notification.change;

import org.jspecify.annotations.NullMarked;
