package dev.signet.identitypool.role;

import dev.signet.events.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Finds the ARN of a role by its name, which does not say the role's path. */
@ApplicationScoped
public class RoleArns {
    private final UnitOfWork unitOfWork;
    private final IamRoles roles;

    RoleArns(UnitOfWork unitOfWork, IamRoles roles) {
        this.unitOfWork = unitOfWork;
        this.roles = roles;
    }

    /** The ARN, or empty when there is no such role. */
    public Uni<Optional<String>> find(String roleName) {
        return unitOfWork.read(session -> roles.find(session, roleName).map(role -> role.map(IamRole::arn)));
    }
}
