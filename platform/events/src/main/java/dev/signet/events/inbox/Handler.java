package dev.signet.events.inbox;

import io.smallrye.mutiny.Uni;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Handles one record. A failure leaves the record unhandled. */
interface Handler {
    /**
     * Handles one record.
     *
     * @param over when true, the record belongs to another consumer now and no further attempt is to be made
     */
    Uni<Void> handle(ConsumerRecord<String, byte[]> record, BooleanSupplier over);
}
