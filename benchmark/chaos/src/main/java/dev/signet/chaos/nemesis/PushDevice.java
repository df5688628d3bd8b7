package dev.signet.chaos.nemesis;

import java.util.UUID;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Operation;

/** A device that is reached through a push service, and another of the same identity that writes. */
final class PushDevice implements AutoCloseable {
    private static final String DATASET = "pushed";

    private final Application application;
    private final Application.Guest guest;
    private final CognitoSyncClient sync;
    private final String token = "token-" + UUID.randomUUID();
    private final String writer;

    private PushDevice(Application application) {
        this.application = application;
        this.guest = application.guest();
        this.sync = application.sync(guest.provider());
        this.writer = register("LIVE", UUID.randomUUID().toString());
        String listener = register("GCM", token);
        sync.subscribeToDataset(request -> request.identityPoolId(application.identityPool())
                .identityId(guest.identity())
                .datasetName(DATASET)
                .deviceId(listener));
    }

    /** Registers a device that our push server reaches. */
    static PushDevice register(Application application) {
        return new PushDevice(application);
    }

    String token() {
        return token;
    }

    /** Writes as the other device; returns the count that must be pushed. */
    long write() {
        var known = sync.listRecords(request -> request.identityPoolId(application.identityPool())
                .identityId(guest.identity())
                .datasetName(DATASET));
        long count = known.datasetSyncCount();
        return sync.updateRecords(request -> request.identityPoolId(application.identityPool())
                        .identityId(guest.identity())
                        .datasetName(DATASET)
                        .deviceId(writer)
                        .syncSessionToken(known.syncSessionToken())
                        .recordPatches(patch -> patch.op(Operation.REPLACE)
                                .key("k")
                                .value(UUID.randomUUID().toString())
                                .syncCount(count)))
                .records()
                .getFirst()
                .syncCount();
    }

    private String register(String platform, String deviceToken) {
        return sync.registerDevice(request -> request.identityPoolId(application.identityPool())
                        .identityId(guest.identity())
                        .platform(platform)
                        .token(deviceToken))
                .deviceId();
    }

    @Override
    public void close() {
        sync.close();
    }
}
