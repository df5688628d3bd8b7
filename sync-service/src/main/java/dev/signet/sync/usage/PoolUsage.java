package dev.signet.sync.usage;

import java.time.Instant;
import software.amazon.awssdk.services.cognitosync.model.IdentityPoolUsage;

/** What a pool stores and how many sync sessions it saw. */
record PoolUsage(String identityPoolId, long dataStorage, long syncSessions, Instant lastModifiedAt) {
    IdentityPoolUsage answer() {
        return IdentityPoolUsage.builder()
                .identityPoolId(identityPoolId)
                .dataStorage(dataStorage)
                .syncSessionsCount(syncSessions)
                .lastModifiedDate(lastModifiedAt)
                .build();
    }
}
