/** What services tell each other: the event contract, the transactional outbox, the inbox. */
@NullMarked
package dev.signet.events;

import org.jspecify.annotations.NullMarked;
