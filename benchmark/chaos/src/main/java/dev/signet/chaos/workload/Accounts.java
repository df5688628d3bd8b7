package dev.signet.chaos.workload;

import dev.signet.chaos.history.Answer.Done;
import dev.signet.chaos.history.Answer.Found;
import dev.signet.chaos.history.History;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Purpose;
import dev.signet.chaos.history.Op.Token;
import dev.signet.chaos.workload.Client.Outcome;
import dev.signet.local.demo.SrpClient;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Carries operations on accounts out. A history holds names for passwords, codes and tokens, not these themselves. */
final class Accounts {
    private final Stage stage;
    private final History history;
    private final CognitoIdentityProviderClient users;
    private final CognitoIdentityProviderClient operator;
    private final Map<String, AuthenticationResultType> sessions = new ConcurrentHashMap<>();

    Accounts(Suite suite, Stage stage, History history) {
        this.stage = stage;
        this.history = history;
        this.users = suite.userPools(Suite.nobody());
        this.operator = suite.userPools(suite.operator());
    }

    static String address(String user) {
        return user + "@example.com";
    }

    private static String secret(String password) {
        return "Correct-Horse-7-" + password;
    }

    /** Each call is somebody else's. */
    private Outcome<Done> call(Op op, Runnable deed) {
        return new Client(history).call(op, done(deed));
    }

    private static Supplier<Done> done(Runnable deed) {
        return () -> {
            deed.run();
            return new Done();
        };
    }

    Outcome<Done> signUp(Op.SignUp op) {
        return call(
                op,
                () -> users.signUp(request -> request.clientId(stage.client())
                        .username(op.user())
                        .password(secret(op.password()))
                        .userAttributes(AttributeType.builder()
                                .name("email")
                                .value(address(op.user()))
                                .build())));
    }

    Outcome<Done> confirm(String user, String ticket, String code) {
        return call(
                new Op.Redeem(user, Purpose.SIGN_UP, ticket, null),
                () -> users.confirmSignUp(request ->
                        request.clientId(stage.client()).username(user).confirmationCode(code)));
    }

    /** Whether it was asked for: no operation of the history, as nothing can be said of it but what its code does. */
    boolean forgotPassword(String user) {
        try {
            users.forgotPassword(request -> request.clientId(stage.client()).username(user));
            return true;
        } catch (SdkException notNow) {
            return false;
        }
    }

    Outcome<Done> confirmForgotPassword(Op.Redeem op, String code) {
        String password = Optional.ofNullable(op.newPassword()).orElseThrow();
        return call(
                op,
                () -> users.confirmForgotPassword(request -> request.clientId(stage.client())
                        .username(op.user())
                        .confirmationCode(code)
                        .password(secret(password))));
    }

    Outcome<Done> signIn(Op.SignIn op) {
        return call(
                op,
                () -> sessions.put(
                        op.session(),
                        users.initiateAuth(request -> request.clientId(stage.client())
                                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                                        .authParameters(
                                                Map.of("USERNAME", op.user(), "PASSWORD", secret(op.password()))))
                                .authenticationResult()));
    }

    /** The proof of a password for one challenge; none while the suite cannot give a challenge. */
    Optional<Map<String, String>> proof(String user, String password) {
        SrpClient srp = new SrpClient(stage.userPool());
        try {
            var challenge = users.initiateAuth(request -> request.clientId(stage.client())
                    .authFlow(AuthFlowType.USER_SRP_AUTH)
                    .authParameters(Map.of("USERNAME", user, "SRP_A", srp.ephemeral())));
            return Optional.of(srp.answer(challenge.challengeParameters(), secret(password), Instant.now()));
        } catch (SdkException notNow) {
            return Optional.empty();
        }
    }

    Outcome<Done> prove(String user, String ticket, Map<String, String> proof) {
        return call(
                new Op.Redeem(user, Purpose.SIGN_IN, ticket, null),
                () -> users.respondToAuthChallenge(request -> request.clientId(stage.client())
                        .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                        .challengeResponses(proof)));
    }

    Outcome<Done> changePassword(Op.ChangePassword op) {
        return call(
                op,
                () -> users.changePassword(
                        request -> request.accessToken(tokens(op.session()).accessToken())
                                .previousPassword(secret(op.from()))
                                .proposedPassword(secret(op.to()))));
    }

    Outcome<Done> use(Op.UseToken op) {
        return call(op, () -> use(tokens(op.session()), op.token()));
    }

    private void use(AuthenticationResultType tokens, Token token) {
        switch (token) {
            case ACCESS -> users.getUser(request -> request.accessToken(tokens.accessToken()));
            case REFRESH ->
                users.initiateAuth(request -> request.clientId(stage.client())
                        .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                        .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken())));
        }
    }

    Outcome<Done> revoke(Op.Revoke op) {
        return call(
                op,
                () -> users.revokeToken(request -> request.clientId(stage.client())
                        .token(tokens(op.session()).refreshToken())));
    }

    Outcome<Done> signOut(Op.SignOut op) {
        return call(
                op,
                () -> users.globalSignOut(
                        request -> request.accessToken(tokens(op.session()).accessToken())));
    }

    Outcome<Found> lookUp(String user) {
        return new Client(history).call(new Op.LookUp(user), () -> {
            try {
                var found = operator.adminGetUser(
                        request -> request.userPoolId(stage.userPool()).username(user));
                return new Found(true, found.userStatusAsString());
            } catch (UserNotFoundException none) {
                return new Found(false, null);
            }
        });
    }

    private AuthenticationResultType tokens(String session) {
        return Optional.ofNullable(sessions.get(session)).orElseThrow();
    }
}
