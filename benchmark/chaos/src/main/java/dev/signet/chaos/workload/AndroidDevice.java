package dev.signet.chaos.workload;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.History;
import dev.signet.chaos.push.PushServer;
import java.util.UUID;

/** A device that a push service reaches: what our push server takes for it, it was told. */
final class AndroidDevice {
    private final PushServer pushServer;
    private final String token = "token-" + UUID.randomUUID();
    private final String id;

    private AndroidDevice(PushServer pushServer, Identity identity) {
        this.pushServer = pushServer;
        this.id = identity.registerAndroidDevice(token);
    }

    static AndroidDevice register(PushServer pushServer, History history, Identity identity) {
        AndroidDevice device = new AndroidDevice(pushServer, identity);
        pushServer.listen(
                device.token,
                push -> history.push(
                        device.id,
                        identity.id(),
                        null,
                        new DatasetId(identity.owner(push.identityPool(), push.identity()), push.dataset()),
                        push.count()));
        return device;
    }

    String id() {
        return id;
    }

    void end() {
        pushServer.forget(token);
    }
}
