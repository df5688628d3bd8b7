package dev.signet.userpool.admin;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.user.Attributes;
import dev.signet.userpool.user.User;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/** Decides whether and where a user is told of the account that the operator made. */
final class Invitation {
    private Invitation() {}

    /** The address to write to; none when nobody is to be told or, nothing being asked for, there is no address. */
    static Optional<String> address(AdminCreateUserRequest request, User user) {
        if (request.messageAction() == MessageActionType.SUPPRESS) {
            return Optional.empty();
        }
        List<DeliveryMediumType> wanted = request.desiredDeliveryMediums();
        if (!wanted.isEmpty() && !wanted.contains(DeliveryMediumType.EMAIL)) {
            throw Refusals.notBuilt("DesiredDeliveryMediums SMS");
        }
        Optional<String> email = user.attributes().get(Attributes.EMAIL);
        if (!wanted.isEmpty() && email.isEmpty()) {
            throw Refusals.invalidParameter("An email is required for DesiredDeliveryMediums EMAIL.");
        }
        return email;
    }

    /** The name that the user signs in with. */
    static String signInName(UserPool pool, User user, AdminCreateUserRequest request) {
        return pool.settings().signInNames().byAddress() ? request.username() : user.username();
    }
}
