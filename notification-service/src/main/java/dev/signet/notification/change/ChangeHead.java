package dev.signet.notification.change;

/**
 * The newest change of a dataset, as a device is told of it.
 *
 * @param seq orders changes over all datasets; a device resumes after one
 */
public record ChangeHead(String identityPoolId, String identityId, String datasetName, long syncCount, long seq) {}
