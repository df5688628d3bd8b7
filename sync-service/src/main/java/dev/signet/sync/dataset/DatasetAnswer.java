package dev.signet.sync.dataset;

/** A dataset as AWS answers it. */
final class DatasetAnswer {
    private DatasetAnswer() {}

    static software.amazon.awssdk.services.cognitosync.model.Dataset of(Dataset dataset) {
        return software.amazon.awssdk.services.cognitosync.model.Dataset.builder()
                .identityId(dataset.identityId)
                .datasetName(dataset.name)
                .creationDate(dataset.createdAt)
                .lastModifiedDate(dataset.lastModifiedAt)
                .lastModifiedBy(dataset.lastModifiedBy)
                .dataStorage(dataset.dataStorage)
                .numRecords((long) dataset.numRecords)
                .build();
    }
}
