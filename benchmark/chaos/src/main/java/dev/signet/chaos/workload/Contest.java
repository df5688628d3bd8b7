package dev.signet.chaos.workload;

import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.History;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Patch;
import java.util.List;

/** Many writers of one record who all know the same count: one of them may win. */
final class Contest implements Worker {
    static final String DATASET = "contest";
    private static final String KEY = "prize";

    private final History history;
    private final Identity identity;
    private final DatasetId dataset;
    private final int many;
    private int rounds;

    Contest(History history, Identity identity, int many) {
        this.history = history;
        this.identity = identity;
        this.dataset = new DatasetId(identity.id(), DATASET);
        this.many = many;
    }

    @Override
    public void work() throws InterruptedException {
        var reader = new Datasets(identity, new Client(history));
        var read = reader.perform(new Op.Read(dataset, 0));
        if (read.orElse(null) instanceof Listed listed) {
            long known = listed.records().stream()
                    .filter(record -> record.key().equals(KEY))
                    .mapToLong(record -> record.count())
                    .findFirst()
                    .orElse(0);
            contest(reader, known, ++rounds);
        }
    }

    private void contest(Datasets reader, long known, int round) throws InterruptedException {
        Crowd.atOnce(many, number -> {
            String batch = "contest-" + round + "-" + number;
            Patch patch = new Patch(KEY, batch, known);
            return new Datasets(identity, new Client(history), reader)
                    .perform(new Op.Write(dataset, batch, List.of(patch), null));
        });
    }
}
