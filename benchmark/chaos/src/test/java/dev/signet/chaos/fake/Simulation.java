package dev.signet.chaos.fake;

import dev.signet.chaos.fake.Reply.Refused;
import dev.signet.chaos.fake.Reply.Taken;
import dev.signet.chaos.history.AccountOp;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.History;
import dev.signet.chaos.history.Op;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A run of clients against a server with one flaw, both made up. */
public final class Simulation {
    private static final int FAULTS = 8;
    private static final int BETWEEN_MILLIS = 5_000;
    private static final int LASTING_MILLIS = 2_000;

    private final Chance chance;
    private final Agenda agenda = new Agenda();
    private final History history;
    private final FakeDatasets datasets;
    private final FakeAccounts accounts;
    private final Announcements announcements;
    private boolean quiet;

    private Simulation(Chance chance, Path file) throws IOException {
        this.chance = chance;
        this.history = History.create(file, agenda::now);
        this.announcements = new Announcements(chance, agenda, history);
        this.datasets = new FakeDatasets(chance, announcements);
        this.accounts = new FakeAccounts(chance, agenda);
    }

    /** What a run gave.
     *
     * @param errors how often the server did wrong
     */
    public record Run(List<Entry> history, int errors) {}

    public static Run run(long seed, Flaw flaw, Path file) throws IOException {
        Simulation simulation = new Simulation(new Chance(seed, flaw), file);
        try (History history = simulation.history) {
            simulation.play();
            return new Run(history.entries(), simulation.chance.errors());
        }
    }

    private void play() {
        List<FakeDatasetClient> clients = FakeDatasetClient.all(this);
        clients.forEach(FakeDatasetClient::begin);
        FakeUser.all(this).forEach(FakeUser::begin);
        strikeFaults();
        agenda.run();
        quiet = true;
        history.markFinal();
        clients.stream().map(FakeDatasetClient::dataset).distinct().forEach(this::readLast);
        FakeUser.names().forEach(name -> call(history.newProcess(), new Op.LookUp(name), _ -> {}));
        agenda.run();
        announcements.recordLedger();
    }

    /** They do nothing: what the rules let pass for a fault must not be what a bad server does. */
    private void strikeFaults() {
        for (int i = 1; i <= FAULTS; i++) {
            agenda.after(i * BETWEEN_MILLIS, () -> history.nemesis("pause", "strike", Map.of()));
            agenda.after(i * BETWEEN_MILLIS + LASTING_MILLIS, () -> history.nemesis("pause", "recovered", Map.of()));
        }
    }

    private void readLast(DatasetId dataset) {
        call(history.newProcess(), new Op.Read(dataset, 0), _ -> {});
    }

    Chance chance() {
        return chance;
    }

    long newProcess() {
        return history.newProcess();
    }

    void after(long millis, Runnable deed) {
        agenda.after(millis, deed);
    }

    /**
     * Sends an operation. Now and then its end is never known: it may have had its effect, may have it later, or not at
     * all. {@code then} is given what is known of the reply.
     */
    void call(long proc, Op op, Consumer<Optional<Reply>> then) {
        long call = history.invoke(proc, op);
        if (!quiet && chance.oneIn(30)) {
            if (chance.oneIn(2)) {
                agenda.after(chance.upTo(3000), () -> take(op));
            }
            agenda.after(chance.upTo(100), () -> {
                history.info(call, "timeout");
                then.accept(Optional.empty());
            });
            return;
        }
        agenda.after(chance.upTo(20), () -> {
            Reply reply = take(op);
            agenda.after(chance.upTo(20), () -> {
                end(call, reply);
                then.accept(Optional.of(reply));
            });
        });
    }

    private Reply take(Op op) {
        return switch (op) {
            case DatasetOp datasetOp -> datasets.take(datasetOp);
            case AccountOp accountOp -> accounts.take(accountOp);
        };
    }

    private void end(long call, Reply reply) {
        switch (reply) {
            case Taken(var answer) -> history.ok(call, answer);
            case Refused(var error, var message) -> history.fail(call, error, message);
        }
    }
}
