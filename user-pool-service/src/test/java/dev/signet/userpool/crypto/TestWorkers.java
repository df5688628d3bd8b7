package dev.signet.userpool.crypto;

/** Makes crypto workers outside of CDI. */
public final class TestWorkers {
    private TestWorkers() {}

    public static CryptoWorkers create() {
        return new CryptoWorkers();
    }
}
