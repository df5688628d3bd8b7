package dev.signet.sync.record;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import dev.signet.sync.Refusals;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.identity.DatasetKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

/** Sync sessions: sealed tokens of a session id and an expiry, bound to one dataset of one identity of one pool. */
@ApplicationScoped
public class SyncSessions {
    private final Keyset keyset;
    private final SyncConfig config;
    private final InstantSource clock;

    SyncSessions(Keyset keyset, SyncConfig config, InstantSource clock) {
        this.keyset = keyset;
        this.config = config;
        this.clock = clock;
    }

    /** The token of a session that begins now. */
    String begin(DatasetKey dataset) {
        Instant expiresAt = clock.instant().plus(config.sessionLifetime());
        return keyset.sealText(UUID.randomUUID() + " " + expiresAt.getEpochSecond(), purpose(dataset));
    }

    /** Refuses a token that is not of a session that still runs for this dataset. */
    void demand(String token, DatasetKey dataset) {
        if (!clock.instant().isBefore(expiryOf(token, dataset))) {
            throw Refusals.expiredSession();
        }
    }

    private Instant expiryOf(String token, DatasetKey dataset) {
        try {
            String opened = keyset.openText(token, purpose(dataset));
            return Instant.ofEpochSecond(Long.parseLong(opened.substring(opened.indexOf(' ') + 1)));
        } catch (SealBroken _) {
            throw Refusals.invalidSession();
        }
    }

    private static String purpose(DatasetKey dataset) {
        return "sync/session/" + dataset.path();
    }
}
