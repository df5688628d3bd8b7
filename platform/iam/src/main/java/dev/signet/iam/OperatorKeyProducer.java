package dev.signet.iam;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Loads the operator's access key at start, so that a service without one does not start. */
@Singleton
class OperatorKeyProducer {
    @Produces
    @Singleton
    @Startup
    OperatorKey operatorKey(OperatorConfig config) {
        return OperatorKey.load(config.credentialsFile());
    }
}
