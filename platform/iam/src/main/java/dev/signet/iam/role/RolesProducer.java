package dev.signet.iam.role;

import dev.signet.events.Topic;
import dev.signet.events.kafka.KafkaSettings;
import dev.signet.events.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** Follows the published roles from the start of a service that has no roles of its own. */
@Singleton
class RolesProducer {
    @Produces
    @Singleton
    @DefaultBean
    @Startup
    Roles roles(KafkaSettings settings, Topics topics, MeterRegistry meters) {
        return new RoleView(settings.with(Map.of()), topics.kafkaName(Topic.ROLES.kafkaName()), meters);
    }

    void stop(@Disposes Roles roles) {
        if (roles instanceof RoleView view) {
            view.close();
        }
    }
}
