package dev.signet.identitypool.role;

import dev.signet.events.UnitOfWork;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.iam.role.Role;
import dev.signet.iam.role.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Roles as this service's own database has them now; their policies are read once per version. */
@ApplicationScoped
class StoredRoles implements Roles {
    private static final Logger LOG = Logger.getLogger(StoredRoles.class);

    private final UnitOfWork unitOfWork;
    private final Map<String, Read> read = new ConcurrentHashMap<>();

    StoredRoles(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Override
    public Uni<Optional<Role>> find(String roleArn) {
        return unitOfWork.read(session -> session.find(IamRole.class, roleArn)).map(role -> read(roleArn, role));
    }

    private Optional<Role> read(String arn, @Nullable IamRole role) {
        if (role == null) {
            read.remove(arn);
            return Optional.empty();
        }
        Read known = read.get(arn);
        if (known != null && known.version() == role.version() && known.id().equals(role.id())) {
            return Optional.of(known.role());
        }
        try {
            Role now = Role.of(role.state());
            read.put(arn, new Read(role.id(), role.version(), now));
            return Optional.of(now);
        } catch (PolicyMalformed e) {
            LOG.errorf("The role %s cannot be understood and allows nothing: %s", arn, e.getMessage());
            return Optional.empty();
        }
    }

    private record Read(String id, long version, Role role) {}
}
