package dev.signet.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The newest state of a device that receives push updates; the key is the device's id. */
public sealed interface DeviceEvent extends Event {
    String deviceId();

    @Override
    default Topic topic() {
        return Topic.DEVICES;
    }

    @Override
    default String key() {
        return deviceId();
    }

    /**
     * A device as it is now.
     *
     * @param platform {@code LIVE}, {@code APNS}, {@code APNS_SANDBOX}, {@code GCM} or {@code ADM}
     * @param applicationArn the SNS platform application to deliver through, null for {@code LIVE}
     * @param sealedToken the platform's token, sealed for the purpose {@link #TOKEN_SEAL}
     * @param subscriptions per subscribed dataset, the dataset's sync count when the device subscribed
     * @param version grows with each change of the device
     */
    record DeviceState(
            String deviceId,
            String identityPoolId,
            String identityId,
            String platform,
            @Nullable String applicationArn,
            String sealedToken,
            Map<String, Long> subscriptions,
            long version)
            implements DeviceEvent {
        /** The purpose for which {@code sealedToken} is sealed. */
        public static final String TOKEN_SEAL = "device/token";
    }

    /** The device is gone: a record without value. */
    record DeviceGone(String deviceId) implements DeviceEvent {
        @Override
        public boolean endsKey() {
            return true;
        }
    }
}
