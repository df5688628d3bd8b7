package dev.signet.userpool.recovery;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UserEvent.PasswordChanged;
import dev.signet.events.UserEvent.UserConfirmed;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.account.Account;
import dev.signet.userpool.account.Accounts;
import dev.signet.userpool.code.CodePurpose;
import dev.signet.userpool.code.ConfirmationCodes;
import dev.signet.userpool.code.HourlyLimits;
import dev.signet.userpool.code.HourlyLimits.Action;
import dev.signet.userpool.password.HashedPassword;
import dev.signet.userpool.password.PasswordHashing;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.signin.SignInAttempts;
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
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ConfirmForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ForgotPasswordResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Users who forgot their password choose a new one with a code sent to a verified address. */
@ApplicationScoped
public class ForgotPasswordApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Accounts accounts;

    @Inject
    HourlyLimits limits;

    @Inject
    CodeMails mails;

    @Inject
    ConfirmationCodes codes;

    @Inject
    SignInAttempts attempts;

    @Inject
    PasswordHashing passwords;

    @Inject
    Users users;

    @Inject
    InstantSource clock;

    @Partial("Delivery by SMS is not built.")
    public Uni<ForgotPasswordResponse> forgotPassword(ForgotPasswordRequest request) {
        return accounts.answer(request.clientId(), request.username(), request.secretHash(), account -> limits.count(
                                account.pool().id(), account.subject(), Action.FORGOT_PASSWORD)
                        .chain(() -> send(account)))
                .map(delivery -> ForgotPasswordResponse.builder()
                        .codeDeliveryDetails(delivery)
                        .build());
    }

    private Uni<CodeDeliveryDetailsType> send(Account account) {
        return accounts.deliver(
                account,
                user -> hindrance(account, user),
                user -> unitOfWork.run(work -> mails.resetPassword(work, account.pool(), user)));
    }

    private static Optional<Refusal> hindrance(Account account, User user) {
        if (!user.enabled()) {
            return Optional.of(Refusals.userDisabled());
        }
        return switch (user.status()) {
            case CONFIRMED, RESET_REQUIRED, UNCONFIRMED ->
                CodeMails.recoveryAddress(account.pool(), user).isPresent()
                        ? Optional.empty()
                        : Optional.of(CodeMails.noRecoveryAddress(account.pool(), user));
            default -> Optional.of(Refusals.cannotResetPassword());
        };
    }

    public Uni<ConfirmForgotPasswordResponse> confirmForgotPassword(ConfirmForgotPasswordRequest request) {
        return accounts.answer(
                        request.clientId(),
                        request.username(),
                        request.secretHash(),
                        account -> confirm(account, request))
                .replaceWith(() -> ConfirmForgotPasswordResponse.builder().build());
    }

    private Uni<Void> confirm(Account account, ConfirmForgotPasswordRequest request) {
        checkPolicy(account, request.password());
        return limits.count(account.pool().id(), account.subject(), Action.CONFIRM_FORGOT_PASSWORD)
                .chain(() -> attempts.evaluate(account.pool().id(), account.subject(), () -> choose(account, request)));
    }

    private static void checkPolicy(Account account, String password) {
        account.pool().settings().passwords().objectionTo(password).ifPresent(objection -> {
            throw Refusals.badPassword(objection);
        });
    }

    /** The password is hashed before the code is looked at, so that a wrong code and a wrong name take as long. */
    private Uni<Void> choose(Account account, ConfirmForgotPasswordRequest request) {
        String username = account.user().map(User::username).orElseGet(account::subject);
        return passwords
                .hash(account.pool().shortId(), username, request.password())
                .flatMap(hashed -> unitOfWork.run(work -> redeem(work, account, request.confirmationCode(), hashed)));
    }

    private Uni<Void> redeem(UnitOfWork.Work work, Account account, String code, HashedPassword hashed) {
        return users.findForUpdate(work.session(), account.pool().id(), account.subject())
                .map(found -> found.orElseThrow(Refusals::codeMismatch))
                .call(user -> codes.redeem(
                                work.session(), account.keys(), user.sub(), CodePurpose.FORGOT_PASSWORD, code)
                        .invoke(address -> checkStillMeant(account, user, address)))
                .call(user -> setPassword(work, account.pool(), user, hashed))
                .chain(user -> attempts.clear(work.session(), user.poolId(), user.sub()));
    }

    private static void checkStillMeant(Account account, User user, String address) {
        if (!user.enabled()) {
            throw Refusals.userDisabled();
        }
        if (CodeMails.recoveryAddress(account.pool(), user)
                .filter(address::equals)
                .isEmpty()) {
            throw Refusals.codeExpired();
        }
    }

    /** Who was not confirmed is so by it: the code proved the address. */
    private Uni<Void> setPassword(UnitOfWork.Work work, UserPool pool, User user, HashedPassword hashed) {
        Instant now = clock.instant();
        work.publish(new PasswordChanged(user.poolId(), user.sub(), now));
        if (user.status() == UserStatusType.UNCONFIRMED) {
            work.publish(new UserConfirmed(user.poolId(), user.sub(), now));
        }
        return users.activate(work.session(), pool, user, () -> {
            user.setPassword(hashed, now);
            user.signOutEverywhere(now);
        });
    }
}
