package dev.signet.sync.record;

import dev.signet.sync.dataset.Dataset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a dataset has to tell about the time since a count.
 *
 * @param dataset the dataset, also a deleted one; empty when there never was one
 * @param records the records written since, in the order of their counts
 * @param mergedNames the datasets of merged identities that are to become part of this one
 */
record Changes(Optional<Dataset> dataset, List<StoredRecord> records, List<String> mergedNames) {
    static Changes none(List<String> mergedNames) {
        return new Changes(Optional.empty(), List.of(), mergedNames);
    }

    /** Reads rows of dataset, record or null, and merged names joined by slashes. */
    static Changes of(List<Object[]> rows) {
        Object[] first = rows.getFirst();
        var records = rows.stream()
                .map(row -> (StoredRecord) row[1])
                .filter(Objects::nonNull)
                .toList();
        var merged = first[2] == null ? List.<String>of() : List.of(((String) first[2]).split("/"));
        return new Changes(Optional.of((Dataset) first[0]), records, merged);
    }

    boolean exists() {
        return dataset.filter(Dataset::live).isPresent();
    }
}
