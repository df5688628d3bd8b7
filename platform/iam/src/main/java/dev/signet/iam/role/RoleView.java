package dev.signet.iam.role;

import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.cloud.PoisonMessage;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
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

    private final Map<String, Role> roles = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    /**
     * Starts to follow a topic, which need not exist yet.
     *
     * @param settings the Kafka client's settings
     */
    public RoleView(Map<String, Object> settings, String topic) {
        this.follower = new TopicFollower(new HashMap<>(settings), topic, this::apply, roles.keySet()::retainAll);
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

    private void apply(ConsumerRecord<String, byte[]> change) {
        if (change.value() == null) {
            roles.remove(change.key());
            return;
        }
        try {
            roles.put(change.key(), Role.of(EventJson.read(change.value(), RoleState.class)));
        } catch (PoisonMessage | PolicyMalformed e) {
            roles.remove(change.key());
            LOG.errorf("The role %s cannot be understood and allows nothing: %s", change.key(), e.getMessage());
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
