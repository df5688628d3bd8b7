/**
 * PostgreSQL, Kafka and Redis from Maven artifacts, durable and on the loopback address only: what the local suite runs on
 * and what tests run against where no container engine is at hand.
 */
@NullMarked
package dev.signet.embedded;

import org.jspecify.annotations.NullMarked;
