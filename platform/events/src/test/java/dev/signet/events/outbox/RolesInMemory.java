package dev.signet.events.outbox;

import dev.signet.events.RoleEvent.RoleState;
import dev.signet.events.Snapshot;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A service's roles, published in pages of two. */
@ApplicationScoped
class RolesInMemory implements Snapshot {
    private final NavigableMap<String, RoleState> roles = new ConcurrentSkipListMap<>();

    void add(RoleState role) {
        roles.put(role.roleArn(), role);
    }

    @Override
    public Topic topic() {
        return Topic.ROLES;
    }

    @Override
    public Uni<Optional<String>> publishPage(Work work, String after) {
        var page = roles.tailMap(after, false).values().stream().limit(2).toList();
        page.forEach(work::publish);
        return Uni.createFrom()
                .item(
                        page.size() < 2
                                ? Optional.empty()
                                : Optional.of(page.getLast().roleArn()));
    }
}
