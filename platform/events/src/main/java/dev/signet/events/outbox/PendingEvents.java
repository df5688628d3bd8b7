package dev.signet.events.outbox;

import dev.signet.events.Event;
import dev.signet.events.UnitOfWork.Work;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** A transaction under way and the events that it will have caused. */
final class PendingEvents implements Work {
    private final Mutiny.Session session;
    private final int largestValue;
    private final List<NewEvent> events = new ArrayList<>();

    PendingEvents(Mutiny.Session session, int largestValue) {
        this.session = session;
        this.largestValue = largestValue;
    }

    @Override
    public Mutiny.Session session() {
        return session;
    }

    @Override
    public void publish(Event event) {
        events.add(NewEvent.of(event, largestValue));
    }

    List<NewEvent> events() {
        return events;
    }
}
