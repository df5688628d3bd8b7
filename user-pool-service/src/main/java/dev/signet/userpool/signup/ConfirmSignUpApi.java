package dev.signet.userpool.signup;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.UserConfirmed;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.account.Account;
import dev.signet.userpool.account.Accounts;
import dev.signet.userpool.code.CodePurpose;
import dev.signet.userpool.code.ConfirmationCodes;
import dev.signet.userpool.code.HourlyLimits;
import dev.signet.userpool.code.HourlyLimits.Action;
import dev.signet.userpool.user.Attributes;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import dev.signet.userpool.verification.CodeMails;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmSignUpResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResendConfirmationCodeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Users confirm their sign-up with the code they were mailed. */
@ApplicationScoped
public class ConfirmSignUpApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Accounts accounts;

    @Inject
    HourlyLimits limits;

    @Inject
    ConfirmationCodes codes;

    @Inject
    CodeMails mails;

    @Inject
    Users users;

    @Inject
    InstantSource clock;

    public Uni<ConfirmSignUpResponse> confirmSignUp(ConfirmSignUpRequest request) {
        boolean force = Boolean.TRUE.equals(request.forceAliasCreation());
        return accounts.answer(request.clientId(), request.username(), request.secretHash(), account -> limits.count(
                                account.pool().id(), account.subject(), Action.CONFIRM_SIGN_UP)
                        .chain(() -> confirm(account, request.confirmationCode(), force)))
                .replaceWith(() -> ConfirmSignUpResponse.builder().build());
    }

    private Uni<Void> confirm(Account account, String code, boolean force) {
        User found = account.user().orElseThrow(Refusals::codeMismatch);
        return unitOfWork.run(work -> users.findForUpdate(work.session(), found.poolId(), found.sub())
                .map(user -> user.orElseThrow(Refusals::codeMismatch))
                .invoke(user -> checkUnconfirmed(account, user))
                .call(user -> codes.redeem(work.session(), account.keys(), user.sub(), CodePurpose.SIGN_UP, code)
                        .invoke(address -> checkStillMeant(user, address)))
                .call(user -> users.change(
                        work.session(), account.pool(), user, force, () -> becomeConfirmed(user, clock.instant())))
                .invoke(user -> work.publish(new UserConfirmed(user.poolId(), user.sub(), user.modifiedAt())))
                .replaceWithVoid());
    }

    // the code went to the address there is: one that waits for its own code goes on waiting
    private static void becomeConfirmed(User user, Instant now) {
        user.setAttributes(user.attributes().with(Attributes.verifiedName(Attributes.EMAIL), "true"), now);
        user.become(UserStatusType.CONFIRMED, now);
    }

    private static void checkUnconfirmed(Account account, User user) {
        if (user.status() != UserStatusType.UNCONFIRMED) {
            throw account.client().settings().hidesExistence()
                    ? Refusals.codeMismatch()
                    : Refusals.cannotConfirm(user.status().toString());
        }
    }

    /** A code proves the address it was sent to, and not one that took its place since. */
    private static void checkStillMeant(User user, String address) {
        if (user.attributes().get(Attributes.EMAIL).filter(address::equals).isEmpty()) {
            throw Refusals.codeExpired();
        }
    }

    @Partial("Delivery by SMS is not built.")
    public Uni<ResendConfirmationCodeResponse> resendConfirmationCode(ResendConfirmationCodeRequest request) {
        return accounts.answer(request.clientId(), request.username(), request.secretHash(), account -> limits.count(
                                account.pool().id(), account.subject(), Action.RESEND_CONFIRMATION_CODE)
                        .chain(() -> resend(account)))
                .map(delivery -> ResendConfirmationCodeResponse.builder()
                        .codeDeliveryDetails(delivery)
                        .build());
    }

    private Uni<CodeDeliveryDetailsType> resend(Account account) {
        return accounts.deliver(
                account,
                user -> hindrance(account, user),
                user -> unitOfWork.run(work ->
                        mails.confirmSignUp(work, account.pool(), user).orElseThrow(Refusals::noAddressToVerify)));
    }

    private static Optional<Refusal> hindrance(Account account, User user) {
        if (user.status() != UserStatusType.UNCONFIRMED) {
            return Optional.of(Refusals.alreadyConfirmed());
        }
        return CodeMails.signUpAddress(account.pool(), user).isPresent()
                ? Optional.empty()
                : Optional.of(Refusals.noAddressToVerify());
    }
}
