package dev.signet.notification.live;

import dev.signet.notification.change.ChangeHead;
import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

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
    private final Position resumed;
    private Position position;
    private boolean unsaved;
    private volatile boolean settled;

    LiveConnection(String identityId, String deviceId, HttpServerResponse response, Resumption resumption) {
        this.identityId = identityId;
        this.deviceId = deviceId;
        this.response = response;
        this.resumed = resumption.position();
        this.position = resumed;
        this.unsaved = resumption.named();
        response.drainHandler(_ -> flush());
    }

    String identityId() {
        return identityId;
    }

    String deviceId() {
        return deviceId;
    }

    /** Says where the device is, so that it names it when it comes again, though it was told nothing yet. */
    void begin() {
        response.write("retry: 1000\nid: " + resumed + "\n\n");
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
        if (!isOver() && !response.writeQueueFull()) {
            response.write(":\n\n");
        }
    }

    boolean isOver() {
        return response.ended() || response.closed();
    }

    void close() {
        if (!response.ended()) {
            response.end();
        }
    }

    private synchronized void flush() {
        var next = waiting.values().iterator();
        while (next.hasNext() && !response.writeQueueFull() && !isOver()) {
            ChangeHead head = next.next();
            next.remove();
            position = position.with(head);
            response.write("id: " + position + "\ndata: " + head.payload() + "\n\n");
        }
    }

    /** Whether the device had not been told of a change when it connected. */
    boolean missed(ChangeHead head) {
        return resumed.misses(head);
    }

    /** Notes that the device was told what it had missed. */
    void settle() {
        settled = true;
    }

    boolean isSettled() {
        return settled;
    }

    /** Notes that the device was told all that it should be, up to a sequence number. */
    synchronized void verified(long seq) {
        if (waiting.isEmpty()) {
            position = position.verified(seq);
        }
    }

    /**
     * What is to be kept, once, of what the device was told: what it named itself when it came. What was written to it since
     * may have gone into a connection that died unseen.
     */
    synchronized Optional<Position> takeUnsaved() {
        if (!unsaved) {
            return Optional.empty();
        }
        unsaved = false;
        return Optional.of(resumed);
    }
}
