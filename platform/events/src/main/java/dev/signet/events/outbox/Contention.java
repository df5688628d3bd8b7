package dev.signet.events.outbox;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Stream;

/** PostgreSQL gave a transaction up in favour of others that ran at the same time: run again, it can succeed. */
final class Contention {
    private static final String SERIALIZATION_FAILURE = "40001";
    private static final String DEADLOCK_DETECTED = "40P01";
    private static final Set<String> STATES = Set.of(SERIALIZATION_FAILURE, DEADLOCK_DETECTED);

    private Contention() {}

    static boolean isCause(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(20)
                .anyMatch(Contention::isNamed);
    }

    private static boolean isNamed(Throwable failure) {
        return switch (failure) {
            case PgException pg -> STATES.contains(String.valueOf(pg.getSqlState()));
            case SQLException sql -> STATES.contains(String.valueOf(sql.getSQLState()));
            default -> false;
        };
    }
}
