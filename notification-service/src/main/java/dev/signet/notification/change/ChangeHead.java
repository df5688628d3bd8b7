package dev.signet.notification.change;

import io.vertx.core.json.JsonObject;

/**
 * The newest change of a dataset, as a device is told of it.
 *
 * @param seq orders changes over all datasets; a device resumes after one
 */
public record ChangeHead(String identityPoolId, String identityId, String datasetName, long syncCount, long seq) {
    /** What a device is told, JSON with Cognito's keys. */
    public String payload() {
        return new JsonObject()
                .put("source", "cognito-sync")
                .put("identityPoolId", identityPoolId)
                .put("identityId", identityId)
                .put("datasetName", datasetName)
                .put("syncCount", syncCount)
                .encode();
    }
}
