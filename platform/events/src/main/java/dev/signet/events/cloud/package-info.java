/** Events as CloudEvents 1.0 in Kafka records (binary content mode) with JSON data. */
@NullMarked
package dev.signet.events.cloud;

import org.jspecify.annotations.NullMarked;
