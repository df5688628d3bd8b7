/** Push synchronization: a change of a dataset on its way to the other devices of its identity. */
@NullMarked
package dev.signet.notification.push;

import org.jspecify.annotations.NullMarked;
