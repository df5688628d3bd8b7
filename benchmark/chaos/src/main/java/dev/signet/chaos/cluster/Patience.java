package dev.signet.chaos.cluster;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a suite that may be away again and again until the answer is the wanted one, but not for ever. */
final class Patience {
    private static final int PAUSE_MILLIS = 400;

    private final long began = System.nanoTime();
    private final Duration limit;

    Patience(Duration limit) {
        this.limit = limit;
    }

    /** A question to the suite. */
    interface Question<T> {
        T ask() throws SQLException, ExecutionException, InterruptedException, TimeoutException;
    }

    Duration used() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /** Waits until nothing is missing any more. */
    void until(Question<String> missing) throws InterruptedException, NotDrained {
        for (String left = answer(missing); !left.isEmpty(); left = answer(missing)) {
            pauseOrGiveUp(left);
        }
    }

    /** The first answer. */
    <T> T answer(Question<T> question) throws InterruptedException, NotDrained {
        while (true) {
            try {
                return question.ask();
            } catch (SQLException | ExecutionException | TimeoutException unknown) {
                pauseOrGiveUp("the backlog cannot be read: " + unknown.getMessage());
            }
        }
    }

    private void pauseOrGiveUp(String why) throws InterruptedException, NotDrained {
        if (used().compareTo(limit) > 0) {
            throw new NotDrained("After " + limit.toSeconds() + " s: " + why);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
}
