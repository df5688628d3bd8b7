/** Receiving events: each acts once, in the order of its key; what cannot be understood becomes a dead letter. */
@NullMarked
package dev.signet.events.inbox;

import org.jspecify.annotations.NullMarked;
