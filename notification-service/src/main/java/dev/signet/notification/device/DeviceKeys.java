package dev.signet.notification.device;

/** The names of Redis keys. All keys of an identity share a hash tag, so that a Redis cluster keeps them together. */
final class DeviceKeys {
    private DeviceKeys() {}

    static String device(String identityId, String deviceId) {
        return tag(identityId) + ":device:" + deviceId;
    }

    static String devices(String identityId) {
        return tag(identityId) + ":devices";
    }

    static String datasetPrefix(String identityId) {
        return tag(identityId) + ":dataset:";
    }

    static String dataset(String identityId, String datasetName) {
        return datasetPrefix(identityId) + datasetName;
    }

    /** Device id to the replica that holds its connection. */
    static String live(String identityId) {
        return tag(identityId) + ":live";
    }

    static String identityOf(String deviceId) {
        return "signet:identity-of:" + deviceId;
    }

    /** Stands while a replica has told Redis all it knows; gone after a flush. */
    static String told(String replica) {
        return "signet:{" + replica + "}:told";
    }

    /** Stands while a replica is telling Redis all it knows; a flush meanwhile takes it away. */
    static String telling(String replica) {
        return "signet:{" + replica + "}:telling";
    }

    private static String tag(String identityId) {
        return "signet:{" + identityId + "}";
    }
}
