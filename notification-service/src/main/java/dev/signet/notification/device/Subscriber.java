package dev.signet.notification.device;

import java.util.Optional;

/**
 * A device that subscribed to a dataset.
 *
 * @param deviceId the device
 * @param subscribedAt the dataset's sync count when it subscribed
 * @param applicationArn the platform application to deliver through, absent for a live device
 * @param replica the replica that holds the device's connection, absent when it holds none
 */
public record Subscriber(
        String deviceId, long subscribedAt, Optional<String> applicationArn, Optional<String> replica) {}
