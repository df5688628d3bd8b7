package dev.signet.events.inbox;

import dev.signet.events.cloud.PoisonMessage;
import io.vertx.pgclient.PgException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether a failed effect is tried again. What fails because something is away is tried for as long as it takes; what
 * looks like the fault of the message or of the code, a few times.
 */
final class Patience {
    private static final int ATTEMPTS = 5;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;

    /** Data exception, integrity constraint violation, syntax error or missing privilege. */
    private static final Set<String> FAULTS_OF_STATEMENTS = Set.of("22", "23", "42");

    private Patience() {}

    static boolean isOver(Throwable failure, int attempts) {
        return failure instanceof PoisonMessage || (attempts >= ATTEMPTS && isFaultInside(failure));
    }

    static Duration pauseAfter(int attempts) {
        return Duration.ofMillis(Math.min(LONGEST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts, 10)));
    }

    private static boolean isFaultInside(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(20)
                .anyMatch(Patience::isFault);
    }

    private static boolean isFault(Throwable failure) {
        return switch (failure) {
            case PgException pg -> isFaultOfStatement(pg.getSqlState());
            case SQLException sql -> isFaultOfStatement(sql.getSQLState());
            case NullPointerException _,
                    IllegalArgumentException _,
                    ClassCastException _,
                    IndexOutOfBoundsException _,
                    ArithmeticException _,
                    UnsupportedOperationException _ -> true;
            default -> false;
        };
    }

    private static boolean isFaultOfStatement(String sqlState) {
        return sqlState != null && sqlState.length() == 5 && FAULTS_OF_STATEMENTS.contains(sqlState.substring(0, 2));
    }
}
