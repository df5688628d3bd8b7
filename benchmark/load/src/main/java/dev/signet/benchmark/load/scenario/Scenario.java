package dev.signet.benchmark.load.scenario;

import java.time.Duration;

/** Something that users do again and again. */
public interface Scenario {
    /** Its name at the command line. */
    String id();

    /** What it is called on the page. */
    String title();

    /** Does it once more and measures it; what must be prepared is not measured. */
    Slice round(Duration time, int batch);

    /** For how long it runs before it is measured, where most run for {@code usual}. */
    default Duration warmUp(Duration usual) {
        return usual;
    }

    /** The same under another name. */
    default Scenario named(String otherId, String otherTitle) {
        return new Named(otherId, otherTitle, this);
    }

    /** A scenario under another name. */
    record Named(String id, String title, Scenario named) implements Scenario {
        @Override
        public Slice round(Duration time, int batch) {
            return named.round(time, batch);
        }

        @Override
        public Duration warmUp(Duration usual) {
            return named.warmUp(usual);
        }
    }
}
