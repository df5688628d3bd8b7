package dev.signet.events.inbox;

import io.smallrye.mutiny.Uni;

/** A compacted topic as one process sees it: read whole from its beginning, and followed from then on. */
public final class CompactedView {
    private final WholeReading reading;

    CompactedView(WholeReading reading) {
        this.reading = reading;
    }

    /** Done when everything has been handled that was in the topic when reading began. */
    public Uni<Void> caughtUp() {
        return Uni.createFrom().completionStage(reading::caughtUp);
    }

    /**
     * Reads the topic from its beginning again, for one who has lost what was read before.
     *
     * @return done when everything has been handled that was in the topic when reading began again
     */
    public Uni<Void> readAgain() {
        return Uni.createFrom().completionStage(reading::readAgain);
    }
}
