package dev.signet.events.outbox;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.SocketException;
import java.util.stream.Stream;

/**
 * The connection to PostgreSQL ended under the work on it, as when a server stops or an operator ends a session. Vert.x
 * gives a connection that is just ending to all who wait for one, one after the other, so that one loss reaches many.
 */
final class LostConnection {
    /** SQLSTATE class "operator intervention": admin_shutdown, crash_shutdown and their like. */
    private static final String ENDED_BY_SERVER = "57P0";

    private LostConnection() {}

    static boolean isCause(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause)
                .limit(20)
                .anyMatch(LostConnection::isNamed);
    }

    private static boolean isNamed(Throwable failure) {
        return switch (failure) {
            case PgException pg -> String.valueOf(pg.getSqlState()).startsWith(ENDED_BY_SERVER);
            case ClosedConnectionException _, SocketException _ -> true;
            default -> isSaid(String.valueOf(failure.getMessage()));
        };
    }

    /** What Vert.x has no type for. */
    private static boolean isSaid(String message) {
        return message.startsWith("Connection is not active now")
                || message.startsWith("Pending requests failed to be sent");
    }
}
