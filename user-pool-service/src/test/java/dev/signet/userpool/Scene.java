package dev.signet.userpool;

import dev.signet.testkit.SignetClients;
import dev.signet.userpool.srp.ProofTime;
import dev.signet.userpool.srp.SrpClient;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** A pool with a client of a test's own, and the steps that users take there, by the AWS SDK's clients. */
public record Scene(
        CognitoIdentityProviderClient anybody,
        CognitoIdentityProviderClient operator,
        String poolId,
        String clientId,
        String secret,
        Side side) {
    public static final String PASSWORD = "Correct-Horse-9";

    /** A pool that verifies e-mail addresses, and a client without secret that may use every flow built. */
    public static Scene make() {
        return make(_ -> {}, _ -> {});
    }

    /** As {@link #make()}, its client hiding whether users exist. */
    public static Scene hiding() {
        return make(_ -> {}, client -> client.preventUserExistenceErrors("ENABLED"));
    }

    public static Scene make(
            Consumer<CreateUserPoolRequest.Builder> pool, Consumer<CreateUserPoolClientRequest.Builder> client) {
        SignetClients clients = SignetClients.underTest();
        CognitoIdentityProviderClient operator = clients.operator().userPools();
        String poolId = operator.createUserPool(request -> {
                    request.poolName("pool").autoVerifiedAttributes(VerifiedAttributeType.EMAIL);
                    pool.accept(request);
                })
                .userPool()
                .id();
        return new Scene(clients.userPools(), operator, poolId, "", "", Side.USER).withClient(client);
    }

    /** The same pool through another new client. */
    public Scene withClient(Consumer<CreateUserPoolClientRequest.Builder> wishes) {
        UserPoolClientType made = operator.createUserPoolClient(request -> {
                    request.userPoolId(poolId)
                            .clientName("client")
                            .explicitAuthFlows(
                                    ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                    ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                    ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                                    ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
                    wishes.accept(request);
                })
                .userPoolClient();
        String clientSecret = made.clientSecret() == null ? "" : made.clientSecret();
        return new Scene(anybody, operator, poolId, made.clientId(), clientSecret, side);
    }

    /** The same, called from an address that a trusted gateway names. */
    public Scene from(String address) {
        SignetClients clients = SignetClients.underTest().sending("X-Forwarded-For", address);
        return new Scene(clients.userPools(), operator, poolId, clientId, secret, side);
    }

    /** Who signs users in: they themselves, or an operator's server by the operations' twins. */
    public enum Side {
        USER,
        OPERATOR
    }

    /** The same, signing in from this side. */
    public Scene from(Side other) {
        return new Scene(anybody, operator, poolId, clientId, secret, other);
    }

    public Scene withSecret() {
        return withClient(client -> client.generateSecret(true));
    }

    /** The proof that a client knows its secret, null when it has none. */
    public String secretHash(String username) {
        if (secret.isEmpty()) {
            return null;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal((username + clientId).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Signs a user up; the answer is its {@code sub}. */
    public String signUp(String username) {
        return signUp(username, username + "@example.com");
    }

    public String signUp(String username, String email) {
        return anybody.signUp(request -> request.clientId(clientId)
                        .username(username)
                        .password(PASSWORD)
                        .secretHash(secretHash(username))
                        .userAttributes(attribute("email", email)))
                .userSub();
    }

    /** Invites a user without a mail, {@link #PASSWORD} being the temporary password; the answer is its {@code sub}. */
    public String invite(String username, AttributeType... attributes) {
        return operator
                .adminCreateUser(request -> request.userPoolId(poolId)
                        .username(username)
                        .temporaryPassword(PASSWORD)
                        .messageAction("SUPPRESS")
                        .userAttributes(attributes))
                .user()
                .attributes()
                .stream()
                .filter(found -> found.name().equals("sub"))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /** Asks for a code by which to choose a new password; the answer is where it went. */
    public CodeDeliveryDetailsType forgetPassword(String username) {
        return anybody.forgotPassword(
                        request -> request.clientId(clientId).username(username).secretHash(secretHash(username)))
                .codeDeliveryDetails();
    }

    public void resetPassword(String username, String code, String password) {
        anybody.confirmForgotPassword(request -> request.clientId(clientId)
                .username(username)
                .secretHash(secretHash(username))
                .confirmationCode(code)
                .password(password));
    }

    /** Signs a user up and confirms it by the mailed code. */
    public String confirmedUser(String username) {
        String sub = signUp(username);
        confirm(username, Mailbox.code(sub, "SIGN_UP"));
        return sub;
    }

    /** A confirmed user whose name no other test uses. */
    public User someUser() {
        String username = "user-" + UUID.randomUUID();
        return new User(username, confirmedUser(username));
    }

    /** Somebody of a test. */
    public record User(String username, String sub) {}

    public void confirm(String username, String code) {
        anybody.confirmSignUp(request -> request.clientId(clientId)
                .username(username)
                .secretHash(secretHash(username))
                .confirmationCode(code));
    }

    public InitiateAuthResponse initiate(AuthFlowType flow, Map<String, String> parameters) {
        if (side == Side.OPERATOR) {
            return adminInitiate(flow, parameters);
        }
        return anybody.initiateAuth(
                request -> request.clientId(clientId).authFlow(flow).authParameters(parameters));
    }

    private InitiateAuthResponse adminInitiate(AuthFlowType flow, Map<String, String> parameters) {
        boolean password = flow == AuthFlowType.USER_PASSWORD_AUTH;
        AdminInitiateAuthResponse begun = operator.adminInitiateAuth(request -> request.userPoolId(poolId)
                .clientId(clientId)
                .authFlow(password ? AuthFlowType.ADMIN_USER_PASSWORD_AUTH : flow)
                .authParameters(parameters));
        return InitiateAuthResponse.builder()
                .challengeName(begun.challengeName())
                .challengeParameters(begun.challengeParameters())
                .session(begun.session())
                .authenticationResult(begun.authenticationResult())
                .build();
    }

    public InitiateAuthResponse tryPassword(String username, String password) {
        return initiate(
                AuthFlowType.USER_PASSWORD_AUTH,
                with(Map.of("USERNAME", username, "PASSWORD", password), "SECRET_HASH", secretHash(username)));
    }

    public AuthenticationResultType signIn(String username) {
        return tryPassword(username, PASSWORD).authenticationResult();
    }

    public AuthenticationResultType refresh(String refreshToken) {
        return initiate(AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", refreshToken))
                .authenticationResult();
    }

    public InitiateAuthResponse beginSrp(SrpClient srp, String username) {
        return initiate(
                AuthFlowType.USER_SRP_AUTH,
                with(Map.of("USERNAME", username, "SRP_A", srp.srpA()), "SECRET_HASH", secretHash(username)));
    }

    public AuthenticationResultType signInBySrp(String username, String password) {
        SrpClient srp = new SrpClient();
        return answerSrp(proof(srp, beginSrp(srp, username), password)).authenticationResult();
    }

    public RespondToAuthChallengeResponse answerSrp(Map<String, String> answers) {
        return respond(ChallengeNameType.PASSWORD_VERIFIER, answers, null);
    }

    public RespondToAuthChallengeResponse respond(
            ChallengeNameType challenge, Map<String, String> answers, String session) {
        if (side == Side.OPERATOR) {
            return adminRespond(challenge, answers, session);
        }
        return anybody.respondToAuthChallenge(request -> request.clientId(clientId)
                .challengeName(challenge)
                .challengeResponses(answers)
                .session(session));
    }

    private RespondToAuthChallengeResponse adminRespond(
            ChallengeNameType challenge, Map<String, String> answers, String session) {
        AdminRespondToAuthChallengeResponse answer =
                operator.adminRespondToAuthChallenge(request -> request.userPoolId(poolId)
                        .clientId(clientId)
                        .challengeName(challenge)
                        .challengeResponses(answers)
                        .session(session));
        return RespondToAuthChallengeResponse.builder()
                .challengeName(answer.challengeName())
                .challengeParameters(answer.challengeParameters())
                .session(answer.session())
                .authenticationResult(answer.authenticationResult())
                .build();
    }

    /** What a client answers to {@code PASSWORD_VERIFIER}. */
    public Map<String, String> proof(SrpClient srp, InitiateAuthResponse challenge, String password) {
        return proof(srp, challenge, password, ProofTime.format(Instant.now()));
    }

    public Map<String, String> proof(SrpClient srp, InitiateAuthResponse challenge, String password, String time) {
        Map<String, String> given = challenge.challengeParameters();
        String username = given.get("USER_ID_FOR_SRP");
        String signature = srp.signature(
                poolId, username, password, given.get("SALT"), given.get("SRP_B"), given.get("SECRET_BLOCK"), time);
        return with(
                Map.of(
                        "USERNAME", username,
                        "PASSWORD_CLAIM_SECRET_BLOCK", given.get("SECRET_BLOCK"),
                        "PASSWORD_CLAIM_SIGNATURE", signature,
                        "TIMESTAMP", time),
                "SECRET_HASH",
                secretHash(username));
    }

    /** A copy of the map with one more or another value; a null value changes nothing. */
    public static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> copy = new HashMap<>(map);
        if (value != null) {
            copy.put(name, value);
        }
        return copy;
    }

    public static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
