package dev.signet.events.inbox;

import dev.signet.events.Event;
import dev.signet.events.EventsConfig;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.events.cloud.CloudEvent;
import dev.signet.events.cloud.Traces;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Receives events, from the time a service registers an effect (at its start) until it stops.
 *
 * <p>Events of one key are handled one after the other, those of different keys side by side. An effect that fails is
 * tried again: for as long as it takes where something is away, a few times where the event or the code looks at fault.
 * What cannot be understood or handled goes to the topic's dead letters, and the events behind it go on. Effects run on a
 * Vert.x context of their own, on which Hibernate Reactive can work.
 */
@ApplicationScoped
public class Consumers {
    private final PollThreads threads;
    private final Handlers handlers;
    private final DeadLetters deadLetters;
    private final UnitOfWork unitOfWork;
    private final EventsConfig config;

    Consumers(
            PollThreads threads,
            Handlers handlers,
            DeadLetters deadLetters,
            UnitOfWork unitOfWork,
            EventsConfig config) {
        this.threads = threads;
        this.handlers = handlers;
        this.deadLetters = deadLetters;
        this.unitOfWork = unitOfWork;
        this.config = config;
    }

    /**
     * Has each event of a topic act once: the effect and the note that it was made are one transaction, whose events are
     * published like those of any other.
     *
     * @param consumer who the effect belongs to, such as {@code "sync"}; each consumer sees every event, on one replica
     * @param family the type that all events of the topic have
     */
    public <E extends Event> void consume(
            Topic topic, String consumer, Class<E> family, BiFunction<Work, E, Uni<Void>> effect) {
        Decoder<E> decoder = decoder(topic, family);
        group(topic, consumer, (record, over) -> {
            E event = decoder.event(record);
            CloudEvent attributes = decoder.attributes(record);
            return handlers.run(
                    record.key(),
                    () -> Traces.continued(attributes, () -> once(consumer, attributes, event, effect)),
                    over);
        });
    }

    /**
     * Has each event of a topic act at least once: for effects outside the database that can tell by themselves what they
     * have seen.
     */
    public <E extends Event> void consumeAtLeastOnce(
            Topic topic, String consumer, Class<E> family, Function<E, Uni<Void>> effect) {
        group(topic, consumer, atLeastOnce(decoder(topic, family), effect));
    }

    /**
     * As {@link #consumeAtLeastOnce}, but of what waits only the newest version acts: for effects that an older one would
     * add nothing to, so that one who was away catches up soon.
     */
    public <E extends Event> void consumeNewest(
            Topic topic,
            String consumer,
            Class<E> family,
            Function<E, Version> version,
            Function<E, Uni<Void>> effect) {
        Decoder<E> decoder = decoder(topic, family);
        group(topic, consumer, atLeastOnce(decoder, effect), record -> versionOf(record, decoder, version));
    }

    /** What cannot be understood is no version of anything: it is told of when its turn comes. */
    private static <E extends Event> Optional<Version> versionOf(
            ConsumerRecord<String, byte[]> record, Decoder<E> decoder, Function<E, Version> version) {
        try {
            return Optional.of(version.apply(decoder.event(record)));
        } catch (RuntimeException _) { // the thread that reads must go on, whatever is in a record
            return Optional.empty();
        }
    }

    private <E extends Event> Handler atLeastOnce(Decoder<E> decoder, Function<E, Uni<Void>> effect) {
        return (record, over) -> {
            E event = decoder.event(record);
            CloudEvent attributes = decoder.attributes(record);
            return handlers.run(record.key(), () -> Traces.continued(attributes, () -> effect.apply(event)), over);
        };
    }

    /**
     * Reads a compacted topic whole, in this process, whatever others read. The effect sees the newest event of each key
     * (and perhaps older ones before it, and some twice), and for a key that has ended the event that says so.
     */
    public <E extends Event> CompactedView view(
            Topic topic, String consumer, Class<E> family, Function<E, Uni<Void>> effect) {
        if (!topic.compacted()) {
            throw new IllegalArgumentException(topic + " is not compacted");
        }
        Decoder<E> decoder = decoder(topic, family);
        Handler handler = (record, over) -> {
            E event = decoder.event(record);
            return handlers.run(record.key(), () -> effect.apply(event), over);
        };
        Handler whole = orElse(handler, (record, over, failure) -> Uni.createFrom()
                .voidItem()
                .invoke(() -> deadLetters.tell(topic, consumer, record, DeadLetters.reason(failure))));
        Assigned assigned = new Assigned(
                whole, config.concurrency(), record -> Optional.of(new Version(String.valueOf(record.key()), 0)));
        return new CompactedView(threads.readWhole(name(topic, consumer) + ".view", topic.kafkaName(), assigned));
    }

    private void group(Topic topic, String consumer, Handler handler) {
        group(topic, consumer, handler, _ -> Optional.empty());
    }

    private void group(Topic topic, String consumer, Handler handler, Assigned.Versions versions) {
        Handler whole = orElse(
                handler,
                (record, over, failure) -> handlers.run(
                        String.valueOf(record.key()), () -> deadLetters.send(topic, consumer, record, failure), over));
        threads.readInGroup(
                name(topic, consumer), topic.kafkaName(), new Assigned(whole, config.concurrency(), versions));
    }

    private static Handler orElse(Handler handler, LastResort lastResort) {
        return (record, over) -> Uni.createFrom()
                .deferred(() -> handler.handle(record, over))
                .onFailure(_ -> !over.getAsBoolean())
                .recoverWithUni(failure -> lastResort.handle(record, over, failure));
    }

    private <E extends Event> Uni<Void> once(
            String consumer, CloudEvent attributes, E event, BiFunction<Work, E, Uni<Void>> effect) {
        return unitOfWork.run(work -> Inbox.isNew(work.session(), consumer, attributes.id())
                .chain(isNew ->
                        isNew ? effect.apply(work, event) : Uni.createFrom().voidItem()));
    }

    private <E extends Event> Decoder<E> decoder(Topic topic, Class<E> family) {
        return new Decoder<>(topic, family, config.largestValue());
    }

    private static String name(Topic topic, String consumer) {
        return consumer + "." + topic.kafkaName();
    }

    /** What is done with a record that cannot be handled. */
    private interface LastResort {
        Uni<Void> handle(ConsumerRecord<String, byte[]> record, BooleanSupplier over, Throwable failure);
    }
}
