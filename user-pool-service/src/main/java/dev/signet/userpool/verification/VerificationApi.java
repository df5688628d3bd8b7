package dev.signet.userpool.verification;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.code.CodePurpose;
import dev.signet.userpool.code.ConfirmationCodes;
import dev.signet.userpool.code.HourlyLimits;
import dev.signet.userpool.code.HourlyLimits.Action;
import dev.signet.userpool.token.PoolKeys;
import dev.signet.userpool.token.SigningKeys;
import dev.signet.userpool.user.AccessTokens;
import dev.signet.userpool.user.AttributeChanges;
import dev.signet.userpool.user.Attributes;
import dev.signet.userpool.user.SignedInUser;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.InstantSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserAttributeVerificationCodeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifyUserAttributeResponse;

/** Signed-in users verify their addresses. */
@ApplicationScoped
public class VerificationApi implements Api {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    AccessTokens accessTokens;

    @Inject
    HourlyLimits limits;

    @Inject
    CodeMails mails;

    @Inject
    ConfirmationCodes codes;

    @Inject
    SigningKeys keys;

    @Inject
    Users users;

    @Inject
    InstantSource clock;

    @Partial("Phone numbers are not verified: delivery by SMS is not built.")
    public Uni<GetUserAttributeVerificationCodeResponse> getUserAttributeVerificationCode(
            GetUserAttributeVerificationCodeRequest request) {
        checkAttribute(request.attributeName());
        return bearer(request.accessToken())
                .call(bearer -> count(bearer, Action.GET_USER_ATTRIBUTE_VERIFICATION_CODE))
                .flatMap(bearer -> unitOfWork.run(
                        work -> mails.verify(work, bearer.pool(), bearer.user(), request.attributeName())))
                .map(delivery -> GetUserAttributeVerificationCodeResponse.builder()
                        .codeDeliveryDetails(delivery)
                        .build());
    }

    @Partial("Phone numbers are not verified: delivery by SMS is not built.")
    public Uni<VerifyUserAttributeResponse> verifyUserAttribute(VerifyUserAttributeRequest request) {
        checkAttribute(request.attributeName());
        return bearer(request.accessToken())
                .call(bearer -> count(bearer, Action.VERIFY_USER_ATTRIBUTE))
                .flatMap(bearer -> keys.of(bearer.pool().id())
                        .flatMap(opened -> unitOfWork.run(work -> verify(work, opened, bearer, request.code()))))
                .replaceWith(() -> VerifyUserAttributeResponse.builder().build());
    }

    private static void checkAttribute(String attribute) {
        switch (attribute) {
            case Attributes.EMAIL -> {}
            case Attributes.PHONE_NUMBER -> throw Refusals.notBuilt("Delivery by SMS");
            default -> throw Refusals.notVerifiable(attribute);
        }
    }

    private Uni<SignedInUser> bearer(String accessToken) {
        return unitOfWork.read(session -> accessTokens.verify(session, accessToken));
    }

    private Uni<Void> count(SignedInUser bearer, Action action) {
        return limits.count(bearer.pool().id(), bearer.user().sub(), action);
    }

    private Uni<Void> verify(UnitOfWork.Work work, PoolKeys opened, SignedInUser bearer, String code) {
        return users.findForUpdate(
                        work.session(), bearer.pool().id(), bearer.user().sub())
                .map(found -> found.orElseThrow(Refusals::accessTokenRevoked))
                .call(user -> codes.redeem(work.session(), opened, user.sub(), CodePurpose.VERIFY_EMAIL, code)
                        .invoke(address -> checkStillMeant(user, address)))
                .chain(user -> users.change(work.session(), bearer.pool(), user, false, () -> AttributeChanges.verified(
                                user, Attributes.EMAIL)
                        .applyTo(user, clock.instant())));
    }

    /** A code proves the address it was sent to, and not one that took its place since. */
    private static void checkStillMeant(User user, String address) {
        if (CodeMails.addressToVerify(user, Attributes.EMAIL)
                .filter(address::equals)
                .isEmpty()) {
            throw Refusals.codeExpired();
        }
    }
}
