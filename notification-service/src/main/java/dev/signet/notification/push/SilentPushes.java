package dev.signet.notification.push;

import dev.signet.notification.application.Platform;
import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.delivery.Deliveries;
import dev.signet.notification.delivery.DeliveryWorker;
import dev.signet.notification.delivery.Push;
import dev.signet.notification.device.Subscriber;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Silent pushes through push services: they wake an app, which then reads the dataset. The payload's keys are Cognito's.
 */
@Singleton
class SilentPushes {
    private final Deliveries deliveries;
    private final DeliveryWorker worker;

    SilentPushes(Deliveries deliveries, DeliveryWorker worker) {
        this.deliveries = deliveries;
        this.worker = worker;
    }

    /** Adds a push to each device that is reached through a push service and was not told of this count or a later one. */
    Uni<Void> add(ChangeHead head, List<Subscriber> subscribers) {
        Map<Platform, List<String>> devices = subscribers.stream()
                .filter(subscriber -> subscriber.applicationArn().isPresent())
                .collect(Collectors.groupingBy(
                        SilentPushes::platform,
                        () -> new EnumMap<>(Platform.class),
                        Collectors.mapping(Subscriber::deviceId, Collectors.toList())));
        if (devices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Uni<Void>> added = devices.entrySet().stream()
                .map(entry -> deliveries.addSync(
                        entry.getValue(), head.datasetName(), head.syncCount(), push(entry.getKey(), head)))
                .toList();
        return Uni.join()
                .all(added)
                .andFailFast()
                .invoke(_ -> worker.deliverSoon())
                .replaceWithVoid();
    }

    private static Platform platform(Subscriber subscriber) {
        return Platform.valueOf(subscriber.applicationArn().orElseThrow().split("/", -1)[1]);
    }

    private static Push push(Platform platform, ChangeHead head) {
        JsonObject data = new JsonObject(head.payload());
        JsonObject payload =
                switch (platform) {
                    case GCM -> new JsonObject().put("data", data.put("syncCount", Long.toString(head.syncCount())));
                    case APNS, APNS_SANDBOX ->
                        new JsonObject()
                                .put("aps", new JsonObject().put("content-available", 1))
                                .put("data", data);
                };
        return new Push(payload.encode(), Map.of());
    }
}
