package dev.signet.sync.record;

import dev.signet.sync.identity.DatasetKey;
import java.time.Instant;
import java.util.Optional;

/**
 * One UpdateRecords.
 *
 * @param deviceId the device that says it wrote
 * @param caller whose credentials signed
 * @param provenIdentity whether the credentials prove that the identity exists
 */
record Update(
        DatasetKey key,
        RecordBatch batch,
        Optional<String> deviceId,
        String caller,
        boolean provenIdentity,
        Instant at) {
    /** Who is kept as the last writer: the device where it is named. */
    String writer() {
        return deviceId.orElse(caller);
    }
}
