package dev.signet.notification.device;

/** Redis does not hold all devices at the moment: it was flushed or lost, and is being filled again. */
public final class DirectoryBehind extends RuntimeException {
    DirectoryBehind() {
        super("The directory of devices is being rebuilt", null, false, false);
    }
}
