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
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetTokensFromRefreshTokenResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** Users sign in through an app client. */
@ApplicationScoped
public class SignInApi implements Api {
    private final SignIns signIns;

    SignInApi(SignIns signIns) {
        this.signIns = signIns;
    }

    @Partial("The flows CUSTOM_AUTH and USER_AUTH are not built.")
    public Uni<InitiateAuthResponse> initiateAuth(InitiateAuthRequest request) {
        return signIns.start(
                        new Entrance(Optional.empty(), request.clientId()),
                        AuthFlow.ofUser(request.authFlowAsString()),
                        new Parameters(request.authParameters()))
                .map(SignInApi::started);
    }

    @Partial("Only PASSWORD_VERIFIER and NEW_PASSWORD_REQUIRED are built.")
    public Uni<RespondToAuthChallengeResponse> respondToAuthChallenge(RespondToAuthChallengeRequest request) {
        return signIns.answer(
                        new Entrance(Optional.empty(), request.clientId()),
                        request.challengeNameAsString(),
                        new Parameters(request.challengeResponses()),
                        request.session())
                .map(SignInApi::answered);
    }

    @Partial("Refresh token rotation is not built: the refresh token stays the same.")
    public Uni<GetTokensFromRefreshTokenResponse> getTokensFromRefreshToken(GetTokensFromRefreshTokenRequest request) {
        return signIns.refresh(
                        new Entrance(Optional.empty(), request.clientId()),
                        request.refreshToken(),
                        request.clientSecret())
                .map(SignInApi::refreshed);
    }

    private static GetTokensFromRefreshTokenResponse refreshed(Outcome outcome) {
        return switch (outcome) {
            case SignedIn signedIn ->
                GetTokensFromRefreshTokenResponse.builder()
                        .authenticationResult(signedIn.tokens())
                        .build();
            case Challenge _ -> throw new IllegalStateException("A refresh asks for no other proof");
        };
    }

    private static InitiateAuthResponse started(Outcome outcome) {
        return switch (outcome) {
            case SignedIn signedIn ->
                InitiateAuthResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(signedIn.tokens())
                        .build();
            case Challenge challenge ->
                InitiateAuthResponse.builder()
                        .challengeName(challenge.name())
                        .challengeParameters(challenge.parameters())
                        .session(challenge.session())
                        .build();
        };
    }

    private static RespondToAuthChallengeResponse answered(Outcome outcome) {
        return switch (outcome) {
            case SignedIn signedIn ->
                RespondToAuthChallengeResponse.builder()
                        .challengeParameters(Map.of())
                        .authenticationResult(signedIn.tokens())
                        .build();
            case Challenge challenge ->
                RespondToAuthChallengeResponse.builder()
                        .challengeName(challenge.name())
                        .challengeParameters(challenge.parameters())
                        .session(challenge.session())
                        .build();
        };
    }
}
