package dev.signet.events;

import java.time.Duration;

/** PostgreSQL did not answer in time. Whether it did what it was asked to is not known. */
public final class DatabaseSilent extends RuntimeException {
    public DatabaseSilent(Duration limit) {
        super("PostgreSQL did not answer within " + limit.toMillis() + " ms", null, false, false);
    }
}
