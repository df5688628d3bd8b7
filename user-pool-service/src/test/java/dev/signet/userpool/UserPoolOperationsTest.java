package dev.signet.userpool;

import com.nimbusds.jose.JWSObject;
import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.session.SessionGrant;
import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.testkit.operation.OperationContract;
import dev.signet.userpool.token.PoolKeyring;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;

/** What holds for every operation of user pools. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserPoolOperationsTest extends OperationContract {
    private static final String NO_POOL = "us-east-1_nobody000";
    private static final String NO_CLIENT = "nobodysclient";
    private static final Set<String> BY_CLIENT_AND_NAME =
            Set.of("ConfirmSignUp", "ResendConfirmationCode", "ForgotPassword", "ConfirmForgotPassword");
    private static final Set<String> BY_POOL_OF_THE_CLIENT = Set.of("AdminInitiateAuth", "AdminRespondToAuthChallenge");
    private static final Set<String> BY_CLIENT_ALONE = Set.of("RevokeToken");

    @Inject
    SessionCredentials sessions;

    private final Map<String, Object> known = new HashMap<>();
    private Scene scene;
    private List<Wrong> wrong = List.of();

    @BeforeAll
    void somebody() {
        scene = Scene.make();
        Scene.User ann = scene.someUser();
        AuthenticationResultType bob = scene.signIn(scene.someUser().username());
        Map<String, String> password = Map.of("USERNAME", ann.username(), "PASSWORD", Scene.PASSWORD);
        known.putAll(Map.of(
                "UserPoolId", scene.poolId(),
                "ClientId", scene.clientId(),
                "Username", ann.username(),
                "SignUp.Username", "new-" + ann.username(),
                "AdminCreateUser.Username", "made-" + ann.username(),
                "AccessToken", bob.accessToken(),
                "RefreshToken", bob.refreshToken(),
                "RevokeToken.Token", bob.refreshToken(),
                "Password", Scene.PASSWORD));
        known.putAll(Map.of(
                "PreviousPassword",
                Scene.PASSWORD,
                "ProposedPassword",
                Scene.PASSWORD,
                "AttributeName",
                "email",
                "UserAttributes",
                List.of(Scene.attribute("nickname", "Ann")),
                "UserAttributeNames",
                List.of("nickname"),
                "AuthFlow",
                "USER_PASSWORD_AUTH",
                "AdminInitiateAuth.AuthFlow",
                "ADMIN_USER_PASSWORD_AUTH",
                "AuthParameters",
                password,
                "ChallengeName",
                "NEW_PASSWORD_REQUIRED",
                "CustomAttributes",
                List.of(SchemaAttributeType.builder()
                        .name("shoe")
                        .attributeDataType(AttributeDataType.STRING)
                        .build())));
        wrong = everythingWrong();
    }

    @Override
    protected Map<String, ?> known() {
        return known;
    }

    @Override
    protected SignetClients powerless() {
        var session = sessions.issue(new SessionGrant(
                "arn:aws:iam::000000000000:role/absent",
                "AROAABSENT",
                "test",
                Instant.now().plusSeconds(600),
                List.of(),
                Map.of()));
        return SignetClients.underTest()
                .as(AwsSessionCredentials.create(
                        session.accessKeyId(), session.secretAccessKey(), session.sessionToken()));
    }

    @Override
    protected Set<String> costly() {
        return Set.of("CreateUserPool", "SignUp", "AdminCreateUser", "InitiateAuth", "AdminInitiateAuth");
    }

    @Override
    protected List<Wrong> wrong() {
        return wrong;
    }

    private List<Wrong> everythingWrong() {
        String noPool = "User pool " + NO_POOL + " does not exist.";
        String noClient = "User pool client " + NO_CLIENT + " does not exist.";
        return List.of(
                new Wrong(
                        "UserPoolId",
                        NO_POOL,
                        "ResourceNotFoundException",
                        noPool,
                        operation -> !BY_POOL_OF_THE_CLIENT.contains(operation)),
                new Wrong(
                        "UserPoolId",
                        NO_POOL,
                        "ResourceNotFoundException",
                        "User pool client " + scene.clientId() + " does not exist.",
                        BY_POOL_OF_THE_CLIENT::contains),
                new Wrong(
                        "ClientId",
                        NO_CLIENT,
                        "ResourceNotFoundException",
                        noClient,
                        operation -> !BY_CLIENT_ALONE.contains(operation)),
                new Wrong("ClientId", NO_CLIENT, "UnauthorizedException", "Invalid client", BY_CLIENT_ALONE::contains),
                new Wrong(
                        "Username",
                        "nobody",
                        "UserNotFoundException",
                        "User does not exist.",
                        operation -> operation.startsWith("Admin") && !operation.equals("AdminCreateUser")),
                new Wrong(
                        "Username",
                        "nobody",
                        "UserNotFoundException",
                        "Username/client id combination not found.",
                        BY_CLIENT_AND_NAME::contains),
                badToken(idToken(), "Invalid Access Token"),
                badToken("a.b.c", "Invalid Access Token"),
                badToken(expiredToken(), "Access Token has expired"),
                badToken(signedOutToken(), "Access Token has been revoked"),
                badToken(tokenOfADeletedUser(), "Access Token has been revoked"),
                badToken(tokenOfADisabledUser(), "Access Token has been revoked"));
    }

    private static Wrong badToken(String token, String message) {
        return new Wrong("AccessToken", token, "NotAuthorizedException", message);
    }

    private String idToken() {
        return scene.signIn(scene.someUser().username()).idToken();
    }

    private String expiredToken() {
        try {
            String claims = JWSObject.parse((String) known.get("AccessToken"))
                    .getPayload()
                    .toString();
            return PoolKeyring.ofAccessTokens(scene.poolId())
                    .sign(claims.replaceFirst("\"exp\":\\d+", "\"exp\":1000000000"));
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    private String signedOutToken() {
        String token = scene.signIn(scene.someUser().username()).accessToken();
        scene.anybody().globalSignOut(r -> r.accessToken(token));
        return token;
    }

    private String tokenOfADeletedUser() {
        String token = scene.signIn(scene.someUser().username()).accessToken();
        scene.anybody().deleteUser(r -> r.accessToken(token));
        return token;
    }

    private String tokenOfADisabledUser() {
        Scene.User user = scene.someUser();
        String token = scene.signIn(user.username()).accessToken();
        scene.operator().adminDisableUser(r -> r.userPoolId(scene.poolId()).username(user.username()));
        return token;
    }
}
