package dev.signet.userpool.user;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.pool.UserPool;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/** Puts a change of attributes into a user, with the codes that it calls for. */
@ApplicationScoped
public class AttributeUpdate {
    @Inject
    Users users;

    @Inject
    AddressCodes codes;

    @Inject
    InstantSource clock;

    /** Changes a locked user; answers where codes were sent. */
    public Uni<List<CodeDeliveryDetailsType>> apply(
            UnitOfWork.Work work, UserPool pool, User user, AttributeChanges changes) {
        return users.change(work.session(), pool, user, false, () -> changes.applyTo(user, clock.instant()))
                .chain(() -> sendCodes(work, pool, user, changes));
    }

    /** Sends the codes that a change calls for once it is made; answers where they went. */
    public Uni<List<CodeDeliveryDetailsType>> sendCodes(
            UnitOfWork.Work work, UserPool pool, User user, AttributeChanges changes) {
        return Multi.createFrom()
                .iterable(changes.toVerify())
                .onItem()
                .transformToUniAndConcatenate(address -> codes.verify(work, pool, user, address))
                .collect()
                .asList();
    }
}
