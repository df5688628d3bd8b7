package dev.signet.identitypool.role;

import dev.signet.events.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Consumer;

/** Changes roles one after the other, and tells every service of each change. */
@ApplicationScoped
class RoleChanges {
    private final UnitOfWork unitOfWork;
    private final IamRoles roles;

    RoleChanges(UnitOfWork unitOfWork, IamRoles roles) {
        this.unitOfWork = unitOfWork;
        this.roles = roles;
    }

    /** Changes the role of a name, or refuses when there is none. */
    Uni<IamRole> make(String name, Consumer<IamRole> change) {
        return unitOfWork.run(work ->
                roles.getToChange(work.session(), name).invoke(change).invoke(role -> work.publish(role.state())));
    }
}
