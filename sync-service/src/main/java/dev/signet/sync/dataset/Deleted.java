package dev.signet.sync.dataset;

/**
 * A dataset that was just deleted.
 *
 * @param dataset the row that stays
 * @param before the dataset as it was, for the answer
 * @param bytes how many bytes it held
 */
record Deleted(Dataset dataset, software.amazon.awssdk.services.cognitosync.model.Dataset before, long bytes) {}
