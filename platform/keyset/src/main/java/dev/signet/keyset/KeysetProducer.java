package dev.signet.keyset;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Loads the keyset at start, so that a service without one does not start. */
@Singleton
class KeysetProducer {
    @Produces
    @Singleton
    @Startup
    Keyset keyset(KeysetConfig config) {
        return Keyset.load(config.file());
    }
}
