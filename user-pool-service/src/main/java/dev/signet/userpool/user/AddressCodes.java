package dev.signet.userpool.user;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.pool.UserPool;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/** Sends users the codes that prove an address or let them choose a new password. */
public interface AddressCodes {
    /**
     * Sends a code that verifies an address; a code sent before for it is dead.
     *
     * @param attribute {@code email} or {@code phone_number}: its pending value when there is one, else its value
     */
    Uni<CodeDeliveryDetailsType> verify(UnitOfWork.Work work, UserPool pool, User user, String attribute);

    /** Sends a code with which the user may choose a new password, to the address that the pool recovers by. */
    Uni<CodeDeliveryDetailsType> resetPassword(UnitOfWork.Work work, UserPool pool, User user);
}
