package dev.signet.identitypool.role;

import dev.signet.events.Snapshot;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** All roles as they are now, for a topic of roles that was lost. */
@ApplicationScoped
class RoleSnapshot implements Snapshot {
    private static final int PAGE = 100;

    private final IamRoles roles;

    RoleSnapshot(IamRoles roles) {
        this.roles = roles;
    }

    @Override
    public Topic topic() {
        return Topic.ROLES;
    }

    @Override
    public Uni<Optional<String>> publishPage(Work work, String after) {
        return roles.lockPage(work.session(), after, PAGE)
                .invoke(page -> page.forEach(role -> work.publish(role.state())))
                .map(RoleSnapshot::end);
    }

    private static Optional<String> end(List<IamRole> page) {
        return page.size() < PAGE
                ? Optional.empty()
                : Optional.of(page.getLast().arn());
    }
}
