package dev.signet.notification.push;

import dev.signet.notification.application.Platform;
import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.delivery.Deliveries;
import dev.signet.notification.delivery.DeliveryWorker;
import dev.signet.notification.delivery.Push;
import dev.signet.notification.device.Subscriber;
import dev.signet.notification.endpoint.DeviceEndpoints;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Silent pushes through push services: they wake an app, which then reads the dataset. The payload's keys are Cognito's.
 */
@Singleton
class SilentPushes {
    private static final Logger LOG = Logger.getLogger(SilentPushes.class);

    private final DeviceEndpoints endpoints;
    private final Deliveries deliveries;
    private final DeliveryWorker worker;
    private final Counter undeliverable;
    private final Set<String> complainedOf = ConcurrentHashMap.newKeySet();

    SilentPushes(DeviceEndpoints endpoints, Deliveries deliveries, DeliveryWorker worker, MeterRegistry meters) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.worker = worker;
        this.undeliverable = meters.counter("signet.push.undeliverable");
    }

    /** Adds a push to each device that is reached through a push service and was not told of this count or a later one. */
    Uni<Void> add(ChangeHead head, List<Subscriber> subscribers) {
        Map<Platform, List<String>> devices = new EnumMap<>(Platform.class);
        subscribers.forEach(subscriber -> platform(subscriber)
                .ifPresent(platform -> devices.computeIfAbsent(platform, _ -> new ArrayList<>())
                        .add(subscriber.deviceId())));
        if (devices.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return endpoints
                .putMissing(devices.values().stream().flatMap(List::stream).toList())
                .chain(() -> store(head, devices))
                .invoke(worker::deliverSoon);
    }

    private Uni<Void> store(ChangeHead head, Map<Platform, List<String>> devices) {
        List<Uni<Void>> added = devices.entrySet().stream()
                .map(entry -> deliveries.addSync(entry.getValue(), head, push(entry.getKey(), head)))
                .toList();
        return Uni.join().all(added).andFailFast().replaceWithVoid();
    }

    /** Empty for a live device, and for one whose platform Signet does not deliver through: others get their push. */
    private Optional<Platform> platform(Subscriber subscriber) {
        if (subscriber.applicationArn().isEmpty()) {
            return Optional.empty();
        }
        String application = subscriber.applicationArn().get();
        Optional<Platform> platform = Platform.ofApplication(application);
        if (platform.isEmpty()) {
            undeliverable.increment();
            if (complainedOf.add(application)) {
                LOG.warnf("Devices of %s are not pushed to: Signet does not deliver through its platform", application);
            }
        }
        return platform;
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
