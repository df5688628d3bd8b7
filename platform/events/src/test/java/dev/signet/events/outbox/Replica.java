package dev.signet.events.outbox;

import dev.signet.events.DatabaseConfig;
import dev.signet.events.EventsConfig;
import dev.signet.events.UnitOfWork;
import dev.signet.events.kafka.EventProducer;
import dev.signet.events.kafka.KafkaSettings;
import dev.signet.events.kafka.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.ConfigProvider;
import org.hibernate.reactive.mutiny.Mutiny;

/** A further process on the same database and broker: with its own producer, publisher and relay. */
record Replica(UnitOfWork unitOfWork, Delivery delivery, Relay relay, EventProducer producer) implements AutoCloseable {
    @Override
    public void close() {
        producer.close();
    }

    @ApplicationScoped
    static class Factory {
        private final Mutiny.SessionFactory sessions;
        private final Pool pool;
        private final KafkaSettings kafka;
        private final Topics topics;
        private final EventsConfig config;

        Factory(Mutiny.SessionFactory sessions, Pool pool, KafkaSettings kafka, Topics topics, EventsConfig config) {
            this.sessions = sessions;
            this.pool = pool;
            this.kafka = kafka;
            this.topics = topics;
            this.config = config;
        }

        private static DatabaseConfig database() {
            return ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(DatabaseConfig.class);
        }

        Replica start(Vertx vertx) {
            var producer = new EventProducer(kafka, new SimpleMeterRegistry());
            var delivery = new Delivery(pool, producer, topics, new SimpleMeterRegistry());
            var publisher = new Publisher(delivery, vertx, config);
            return new Replica(
                    new TransactionalUnitOfWork(sessions, publisher, vertx, config, database()),
                    delivery,
                    new Relay(pool, delivery),
                    producer);
        }
    }
}
