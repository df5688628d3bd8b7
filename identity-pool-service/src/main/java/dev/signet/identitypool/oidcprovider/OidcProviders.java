package dev.signet.identitypool.oidcprovider;

import dev.signet.events.UnitOfWork;
import dev.signet.identitypool.IamRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.hibernate.exception.ConstraintViolationException;

/** The OpenID Connect providers that are registered in IAM. */
@ApplicationScoped
public class OidcProviders {
    private final UnitOfWork unitOfWork;

    OidcProviders(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** A provider by its ARN. */
    public Uni<Optional<Registration>> find(String arn) {
        return unitOfWork
                .read(session -> session.find(OidcProvider.class, arn))
                .map(provider -> Optional.ofNullable(provider).map(OidcProvider::registration));
    }

    Uni<OidcProvider> get(String arn) {
        return unitOfWork
                .read(session -> session.find(OidcProvider.class, arn))
                .onItem()
                .ifNull()
                .failWith(() -> IamRefusals.providerNotFound(arn));
    }

    Uni<List<OidcProvider>> all() {
        return unitOfWork.read(
                session -> session.createSelectionQuery("from OidcProvider p order by p.arn", OidcProvider.class)
                        .getResultList());
    }

    Uni<OidcProvider> add(OidcProvider provider) {
        return unitOfWork.run(work -> work.session()
                .persist(provider)
                .chain(work.session()::flush)
                .onFailure(ConstraintViolationException.class)
                .transform(_ -> IamRefusals.providerExists(provider.url()))
                .replaceWith(provider));
    }

    Uni<OidcProvider> change(String arn, Consumer<OidcProvider> change) {
        return unitOfWork.run(work -> work.session()
                .find(OidcProvider.class, arn, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> IamRefusals.providerNotFound(arn))
                .invoke(change));
    }

    /** Deletes a provider; deleting one that is not there changes nothing, as in AWS. */
    Uni<Void> delete(String arn) {
        return unitOfWork
                .run(work -> work.session()
                        .createMutationQuery("delete from OidcProvider p where p.arn = :arn")
                        .setParameter("arn", arn)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
