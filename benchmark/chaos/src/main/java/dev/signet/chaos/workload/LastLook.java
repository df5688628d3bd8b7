package dev.signet.chaos.workload;

import dev.signet.chaos.checker.Checker;
import dev.signet.chaos.checker.Result.Status;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Op;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Reads at the end what there is. */
final class LastLook {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIGN_INS = 20;

    private final Workload.Cast cast;
    private final WorkloadTarget target;

    LastLook(Workload.Cast cast, WorkloadTarget target) {
        this.cast = cast;
        this.target = target;
    }

    void take() throws InterruptedException {
        cast.history().markFinal();
        for (Identity identity : cast.identities()) {
            for (DatasetId dataset : Watcher.datasetsOf(identity)) {
                until(() -> reads(identity, dataset));
            }
        }
        new LedgerReader(target.kafka(), cast.stage().identityPool()).readInto(cast.history());
        until(() -> Checker.notified(cast.history().entries()).status() != Status.VIOLATED);
        accounts();
    }

    private boolean reads(Identity identity, DatasetId dataset) {
        return new Datasets(identity, new Client(cast.history()))
                .perform(new Op.Read(dataset, 0))
                .isPresent();
    }

    /** What is still not so after a minute is for the checker to judge. */
    private static void until(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private void accounts() throws InterruptedException {
        List<User> users = cast.users().all();
        for (User user : users) {
            until(() -> cast.accounts().lookUp(user.name()).answer().isPresent());
        }
        for (User user : users.subList(Math.max(0, users.size() - SIGN_INS), users.size())) {
            Optional<String> password = user.password();
            password.ifPresent(
                    known -> cast.accounts().signIn(new Op.SignIn(user.name(), known, user.fresh("session"))));
        }
    }
}
