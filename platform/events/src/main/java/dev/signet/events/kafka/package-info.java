/** The suite's Kafka topics and clients. */
@NullMarked
package dev.signet.events.kafka;

import org.jspecify.annotations.NullMarked;
