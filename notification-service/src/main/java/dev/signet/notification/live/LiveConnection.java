package dev.signet.notification.live;

import dev.signet.notification.change.ChangeHead;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One open connection of a device, as server-sent events. A slow device is told only the newest count of each dataset,
 * and never a count twice.
 */
final class LiveConnection {
    private final String identityId;
    private final String deviceId;
    private final HttpServerResponse response;
    private final Map<String, Long> told = new HashMap<>();
    private final Map<String, ChangeHead> waiting = new LinkedHashMap<>();
    private final long resumedAfter;
    private long lastSeq;
    private long savedSeq;

    /** @param resumeAfter the sequence number up to which the device was told before */
    LiveConnection(String identityId, String deviceId, HttpServerResponse response, long resumeAfter) {
        this.identityId = identityId;
        this.deviceId = deviceId;
        this.response = response;
        this.resumedAfter = resumeAfter;
        this.lastSeq = resumeAfter;
        this.savedSeq = resumeAfter;
        response.drainHandler(_ -> flush());
    }

    String identityId() {
        return identityId;
    }

    String deviceId() {
        return deviceId;
    }

    /** Tells the device of a change, unless it was told of it or of a later one of the dataset. */
    synchronized void tell(ChangeHead head) {
        if (head.syncCount() > told.getOrDefault(head.datasetName(), 0L)) {
            told.put(head.datasetName(), head.syncCount());
            waiting.put(head.datasetName(), head);
            flush();
        }
    }

    /** Keeps a connection alive through proxies, and finds out that it is dead. */
    synchronized void beat() {
        if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
            response.write(":\n\n");
        }
    }

    void close() {
        if (!response.ended()) {
            response.end();
        }
    }

    private synchronized void flush() {
        var next = waiting.values().iterator();
        while (next.hasNext() && !response.writeQueueFull() && !response.ended() && !response.closed()) {
            ChangeHead head = next.next();
            next.remove();
            lastSeq = Math.max(lastSeq, head.seq());
            response.write("id: " + lastSeq + "\ndata: " + head.payload() + "\n\n");
        }
    }

    /** The sequence number up to which the device was told before it connected. */
    long resumedAfter() {
        return resumedAfter;
    }

    /** The sequence number to keep, or zero when nothing new came since the last call. */
    synchronized long takeUnsavedSeq() {
        if (lastSeq == savedSeq) {
            return 0;
        }
        savedSeq = lastSeq;
        return lastSeq;
    }
}
