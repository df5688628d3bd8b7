package dev.signet.chaos.workload;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.History;
import dev.signet.chaos.history.Op;
import java.util.List;
import java.util.stream.Stream;

/** A device that follows every dataset of its identity and otherwise only reads. */
final class Watcher implements Worker {
    private final Datasets datasets;
    private final List<DatasetId> all;
    private final String device;
    private int steps;

    Watcher(History history, Identity identity, String device) {
        this.datasets = new Datasets(identity, new Client(history));
        this.device = device;
        this.all = datasetsOf(identity);
    }

    static List<DatasetId> datasetsOf(Identity identity) {
        return Stream.concat(DatasetWorker.DATASETS.stream(), Stream.of(Contest.DATASET))
                .map(name -> new DatasetId(identity.id(), name))
                .toList();
    }

    @Override
    public void work() {
        DatasetId dataset = all.get(steps % all.size());
        datasets.perform(steps < all.size() ? new Op.Subscribe(dataset, device) : new Op.Read(dataset, 0));
        steps++;
    }
}
