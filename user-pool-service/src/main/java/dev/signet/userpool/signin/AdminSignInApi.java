package dev.signet.userpool.signin;

import dev.signet.userpool.signin.Outcome.Challenge;
import dev.signet.userpool.signin.Outcome.SignedIn;
import dev.signet.userpool.signin.SignIns.Entrance;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;

/** Operators sign users in from their servers. */
@ApplicationScoped
public class AdminSignInApi implements Api {
    private final SignIns signIns;

    AdminSignInApi(SignIns signIns) {
        this.signIns = signIns;
    }

    @Partial("The flows CUSTOM_AUTH and USER_AUTH are not built.")
    public Uni<AdminInitiateAuthResponse> adminInitiateAuth(AdminInitiateAuthRequest request) {
        return signIns.start(
                        new Entrance(Optional.of(request.userPoolId()), request.clientId()),
                        AuthFlow.ofOperator(request.authFlowAsString()),
                        new Parameters(request.authParameters()))
                .map(AdminSignInApi::started);
    }

    @Partial("Only PASSWORD_VERIFIER and NEW_PASSWORD_REQUIRED are built.")
    public Uni<AdminRespondToAuthChallengeResponse> adminRespondToAuthChallenge(
            AdminRespondToAuthChallengeRequest request) {
        return signIns.answer(
                        new Entrance(Optional.of(request.userPoolId()), request.clientId()),
                        request.challengeNameAsString(),
                        new Parameters(request.challengeResponses()),
                        request.session())
                .map(AdminSignInApi::answered);
    }

    private static AdminInitiateAuthResponse started(Outcome outcome) {
        return switch (outcome) {
            case SignedIn signedIn ->
                AdminInitiateAuthResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(signedIn.tokens())
                        .build();
            case Challenge challenge ->
                AdminInitiateAuthResponse.builder()
                        .challengeName(challenge.name())
                        .challengeParameters(challenge.parameters())
                        .session(challenge.session())
                        .build();
        };
    }

    private static AdminRespondToAuthChallengeResponse answered(Outcome outcome) {
        return switch (outcome) {
            case SignedIn signedIn ->
                AdminRespondToAuthChallengeResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(signedIn.tokens())
                        .build();
            case Challenge challenge ->
                AdminRespondToAuthChallengeResponse.builder()
                        .challengeName(challenge.name())
                        .challengeParameters(challenge.parameters())
                        .session(challenge.session())
                        .build();
        };
    }
}
