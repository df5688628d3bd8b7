package dev.signet.notification.push;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when Redis holds all devices: until then pushes wait. */
@Readiness
class DirectoryReadiness implements HealthCheck {
    private final DeviceConsumer devices;

    DirectoryReadiness(DeviceConsumer devices) {
        this.devices = devices;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("devices in Redis")
                .status(devices.isDirectoryComplete())
                .build();
    }
}
