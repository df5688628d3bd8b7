package dev.signet.userpool.verification;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.code.CodePurpose;
import dev.signet.userpool.code.ConfirmationCodes;
import dev.signet.userpool.message.Delivery;
import dev.signet.userpool.message.Messages;
import dev.signet.userpool.message.Recipient;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.token.SigningKeys;
import dev.signet.userpool.user.AddressCodes;
import dev.signet.userpool.user.Attributes;
import dev.signet.userpool.user.User;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;

/** Mails users their codes. */
@Singleton
public class CodeMails implements AddressCodes {
    private final SigningKeys keys;
    private final ConfirmationCodes codes;
    private final Messages messages;

    CodeMails(SigningKeys keys, ConfirmationCodes codes, Messages messages) {
        this.keys = keys;
        this.codes = codes;
        this.messages = messages;
    }

    @Override
    public Uni<CodeDeliveryDetailsType> verify(UnitOfWork.Work work, UserPool pool, User user, String attribute) {
        String address = addressToVerify(user, attribute).orElseThrow(() -> Refusals.nothingToVerify(attribute));
        return send(work, pool, user, new Letter(CodePurpose.VERIFY_EMAIL, address));
    }

    @Override
    public Uni<CodeDeliveryDetailsType> resetPassword(UnitOfWork.Work work, UserPool pool, User user) {
        String address = recoveryAddress(pool, user).orElseThrow(() -> noRecoveryAddress(pool, user));
        return send(work, pool, user, new Letter(CodePurpose.FORGOT_PASSWORD, address));
    }

    /** The code that confirms a sign-up; empty when the pool verifies no address of the user. */
    public Optional<Uni<CodeDeliveryDetailsType>> confirmSignUp(UnitOfWork.Work work, UserPool pool, User user) {
        return signUpAddress(pool, user)
                .map(address -> send(work, pool, user, new Letter(CodePurpose.SIGN_UP, address)));
    }

    /** The address that waits for its verification: the new one while the old stays, else the one there is. */
    public static Optional<String> addressToVerify(User user, String attribute) {
        return user.pendingAttributes().get(attribute).or(() -> user.attributes()
                .get(attribute));
    }

    /** The verified e-mail address by which the pool lets the user choose a new password. */
    public static Optional<String> recoveryAddress(UserPool pool, User user) {
        return user.attributes().verified(Attributes.EMAIL) && recoversBy(pool, "verified_email")
                ? user.attributes().get(Attributes.EMAIL)
                : Optional.empty();
    }

    /** Why there is no address by which the user could choose a new password. */
    public static Refusal noRecoveryAddress(UserPool pool, User user) {
        if (List.of("admin_only").equals(pool.settings().recovery())) {
            return Refusals.noRecovery();
        }
        return user.attributes().verified(Attributes.PHONE_NUMBER) && recoversBy(pool, "verified_phone_number")
                ? Refusals.notBuilt("Delivery by SMS")
                : Refusals.noVerifiedAddress();
    }

    private static boolean recoversBy(UserPool pool, String way) {
        List<String> ways = pool.settings().recovery();
        return ways == null || ways.contains(way);
    }

    /** The address to which the pool sends the code that confirms a sign-up. */
    public static Optional<String> signUpAddress(UserPool pool, User user) {
        return user.attributes()
                .get(Attributes.EMAIL)
                .filter(_ -> pool.settings().autoVerified().contains(Attributes.EMAIL));
    }

    private Uni<CodeDeliveryDetailsType> send(UnitOfWork.Work work, UserPool pool, User user, Letter letter) {
        Recipient recipient = new Recipient(pool.id(), user.sub(), user.username());
        return keys.of(pool.id())
                .flatMap(opened -> codes.issue(work.session(), opened, user.sub(), letter.purpose, letter.address))
                .invoke(code -> work.publish(messages.code(
                        pool.settings().messages(), recipient, letter.purpose.name(), letter.address, code)))
                .replaceWith(() -> Delivery.byMail(letter.address));
    }

    private record Letter(CodePurpose purpose, String address) {}
}
