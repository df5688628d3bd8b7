package dev.signet.identitypool.role;

import dev.signet.identitypool.IamRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.exception.ConstraintViolationException;
import org.hibernate.reactive.mutiny.Mutiny;

/** The store of roles. */
@ApplicationScoped
class IamRoles {
    /** Adds a role, or refuses when its name is taken. */
    Uni<IamRole> add(Mutiny.Session session, IamRole role) {
        return session.persist(role)
                .chain(session::flush)
                .onFailure(ConstraintViolationException.class)
                .transform(_ -> IamRefusals.roleExists(role.name()))
                .replaceWith(role);
    }

    /** The role of a name, or empty when there is none. */
    Uni<Optional<IamRole>> find(Mutiny.Session session, String name) {
        return named(session, name).getSingleResultOrNull().map(Optional::ofNullable);
    }

    /** The role of a name, or a refusal when there is none. */
    Uni<IamRole> get(Mutiny.Session session, String name) {
        return named(session, name)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> IamRefusals.roleNotFound(name));
    }

    /** As {@link #get}, and nobody else changes the role before the transaction ends. */
    Uni<IamRole> getToChange(Mutiny.Session session, String name) {
        return named(session, name)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> IamRefusals.roleNotFound(name));
    }

    /** Roles in the order of their names, of those whose path begins as wanted. */
    Uni<List<IamRole>> page(Mutiny.Session session, String pathPrefix, String afterName, int limit) {
        return session.createNativeQuery(
                        "select arn, id, name, path, description, max_session_seconds, trust_policy, policies, created_at,"
                                + " version from iam_role where starts_with(path, :path) and name collate \"C\" > :after"
                                + " order by name collate \"C\" limit :limit",
                        IamRole.class)
                .setParameter("path", pathPrefix)
                .setParameter("after", afterName)
                .setParameter("limit", limit)
                .getResultList();
    }

    /** Roles in the order of their ARNs, which nobody changes before the transaction ends. */
    Uni<List<IamRole>> lockPage(Mutiny.Session session, String afterArn, int limit) {
        return session.createSelectionQuery("from IamRole r where r.arn > :after order by r.arn", IamRole.class)
                .setParameter("after", afterArn)
                .setMaxResults(limit)
                .setLockMode(LockModeType.PESSIMISTIC_READ)
                .getResultList();
    }

    private static Mutiny.SelectionQuery<IamRole> named(Mutiny.Session session, String name) {
        return session.createSelectionQuery("from IamRole r where r.name = :name", IamRole.class)
                .setParameter("name", name);
    }
}
