package dev.signet.chaos.nemesis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Callers who use one token again and again while it is revoked in their midst. Refresh tokens do not rotate here, so that
 * until then each use may succeed; of those that begin once the revocation is acknowledged none may.
 */
final class RevocationRace {
    private static final int PATIENCE_SECONDS = 30;

    private final int callers;
    private final Callable<?> use;
    private final Callable<?> revoke;
    private final CountDownLatch succeeding;
    private volatile boolean over;

    RevocationRace(int callers, Callable<?> use, Callable<?> revoke) {
        this.callers = callers;
        this.use = use;
        this.revoke = revoke;
        this.succeeding = new CountDownLatch(callers);
    }

    /** What each caller tried last is judged: it began after the revocation was acknowledged. */
    Race run() throws InterruptedException {
        List<Future<Ending>> last = new ArrayList<>();
        try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                last.add(side.submit(this::useOnAndOn));
            }
            try {
                revokeInTheirMidst();
            } finally {
                over = true;
            }
        }
        String raced = "uses of one refresh token by %d callers at once, begun once its revocation in their midst was "
                + "acknowledged (refresh tokens do not rotate here: until then each use may succeed)";
        return Race.of("refreshes", raced.formatted(callers), 0, endings(last));
    }

    private void revokeInTheirMidst() throws InterruptedException {
        if (!succeeding.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw SdkException.builder()
                    .message("the token cannot be used " + callers + " times even before it is revoked")
                    .build();
        }
        try {
            revoke.call();
        } catch (SdkException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("The token cannot be revoked", e);
        }
    }

    private Ending useOnAndOn() throws Exception {
        while (!over) {
            if (Ending.of(use) == Ending.WON) {
                succeeding.countDown();
            }
        }
        return Ending.of(use);
    }

    private static List<Ending> endings(List<Future<Ending>> all) throws InterruptedException {
        List<Ending> endings = new ArrayList<>();
        try {
            for (Future<Ending> each : all) {
                endings.add(each.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A racer failed", e.getCause());
        }
        return endings;
    }
}
