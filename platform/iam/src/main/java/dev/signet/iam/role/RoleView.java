package dev.signet.iam.role;

import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.cloud.EventJson;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * All roles as the compacted topic of roles holds them, in memory. Every replica reads the whole topic from its
 * beginning and follows it; a role that cannot be understood is no role, so that nothing is allowed by mistake.
 */
public final class RoleView implements Roles, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(RoleView.class);

    private final TopicFollower follower;
    private final Counter unreadable;
    /** What counts. While the topic is read from its beginning, that is what was read before. */
    private volatile Map<String, Role> roles = new ConcurrentHashMap<>();

    private Map<String, Role> reading = roles;

    /**
     * Starts to follow a topic, which need not exist yet.
     *
     * @param settings the Kafka client's settings
     */
    public RoleView(Map<String, Object> settings, String topic, MeterRegistry meters) {
        this.unreadable = meters.counter("signet.roles.unreadable");
        this.follower = new TopicFollower(new HashMap<>(settings), topic, new Reading());
        follower.start();
    }

    @Override
    public Uni<Optional<Role>> find(String roleArn) {
        Role role = roles.get(roleArn);
        if (role == null && !ready()) {
            return Uni.createFrom()
                    .failure(Refusal.of(CommonError.SERVICE_UNAVAILABLE, "The roles are not all read yet"));
        }
        return Uni.createFrom().item(Optional.ofNullable(role));
    }

    @Override
    public boolean ready() {
        return follower.caughtUp();
    }

    /** Reading from the beginning meets roles as they once were: nobody may act by them. */
    private final class Reading implements TopicFollower.Reader {
        @Override
        public void begins() {
            reading = new ConcurrentHashMap<>();
        }

        @Override
        public void takes(ConsumerRecord<String, byte[]> change) {
            if (change.value() == null) {
                reading.remove(change.key());
                return;
            }
            try {
                reading.put(change.key(), Role.of(EventJson.read(change.value(), RoleState.class)));
            } catch (PolicyMalformed | RuntimeException e) { // whatever it is, one record must not end the reading
                unreadable.increment();
                reading.remove(change.key());
                LOG.errorf("The role %s cannot be understood and allows nothing: %s", change.key(), e);
            }
        }

        @Override
        public void isComplete() {
            roles = reading;
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
