/** The transactional outbox: events are written with the change that causes them and sent right after. */
@NullMarked
package dev.signet.events.outbox;

import org.jspecify.annotations.NullMarked;
