package dev.signet.userpool.user;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Named.named;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** Whatever is going on while a user, a client or a pool is being deleted ends in a refusal and no breakdown. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class DeletionRacesTest {
    private static final String CHOSEN = "Another-Horse-9";

    /** Something that a user does. */
    private interface Deed {
        void by(Scene scene, String username, String accessToken);
    }

    static List<Named<Deed>> deedsOfABearer() {
        return List.of(
                named("GlobalSignOut", (scene, _, token) -> scene.anybody().globalSignOut(r -> r.accessToken(token))),
                named("UpdateUserAttributes", (scene, _, token) -> scene.anybody()
                        .updateUserAttributes(r -> r.accessToken(token).userAttributes(attribute("nickname", "Al")))),
                named("DeleteUserAttributes", (scene, _, token) -> scene.anybody()
                        .deleteUserAttributes(r -> r.accessToken(token).userAttributeNames("nickname"))),
                named("ChangePassword", (scene, _, token) -> scene.anybody()
                        .changePassword(r ->
                                r.accessToken(token).previousPassword(PASSWORD).proposedPassword(CHOSEN))),
                named("VerifyUserAttribute", (scene, _, token) -> scene.anybody()
                        .verifyUserAttribute(
                                r -> r.accessToken(token).attributeName("email").code("123456"))),
                named("DeleteUser", (scene, _, token) -> scene.anybody().deleteUser(r -> r.accessToken(token))));
    }

    @ParameterizedTest
    @MethodSource("deedsOfABearer")
    void aBearersTokenIsNobodysOnceTheUserIsGone(Deed deed) {
        Scene scene = Scene.make();
        var user = scene.someUser();
        String token = scene.signIn(user.username()).accessToken();

        var answer = Rows.deleteUser(user.sub(), () -> deed.by(scene, user.username(), token));

        assertThatThrownBy(answer::get)
                .cause()
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access Token has been revoked");
    }

    static List<Named<Deed>> deedsOfAnybody() {
        return List.of(
                named("ConfirmSignUp", (scene, username, _) -> scene.confirm(username, "123456")),
                named("ConfirmForgotPassword", (scene, username, _) -> scene.resetPassword(username, "123456", CHOSEN)),
                named("ForgotPassword", (scene, username, _) -> scene.forgetPassword(username)));
    }

    @ParameterizedTest
    @MethodSource("deedsOfAnybody")
    void codesAreOfNobodyOnceTheUserIsGone(Deed deed) {
        Scene scene = Scene.make();
        var user = scene.someUser();

        var answer = Rows.deleteUser(user.sub(), () -> deed.by(scene, user.username(), ""));

        assertThatThrownBy(answer::get)
                .cause()
                .isInstanceOfAny(CodeMismatchException.class, UserNotFoundException.class);
    }

    @Test
    void aChallengeIsOfNobodyOnceTheUserIsGone() {
        Scene scene = Scene.make();
        String sub = scene.invite("invited");
        String session = scene.tryPassword("invited", PASSWORD).session();

        var answer = Rows.deleteUser(
                sub,
                () -> scene.respond(
                        ChallengeNameType.NEW_PASSWORD_REQUIRED,
                        Map.of("USERNAME", "invited", "NEW_PASSWORD", CHOSEN),
                        session));

        assertThatThrownBy(answer::get)
                .cause()
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid session for the user");
    }

    static List<Named<Deed>> deedsInAPool() {
        return List.of(
                named("SignUp", (scene, _, _) -> scene.signUp("another")),
                named("AdminCreateUser", (scene, _, _) -> scene.operator()
                        .adminCreateUser(r ->
                                r.userPoolId(scene.poolId()).username("another").messageAction("SUPPRESS"))),
                named("CreateUserPoolClient", (scene, _, _) -> scene.withClient(_ -> {})),
                named("ForgotPassword", (scene, username, _) -> scene.forgetPassword(username)),
                named("InitiateAuth", (scene, username, _) -> scene.tryPassword(username, "Wrong-Horse-9")));
    }

    @ParameterizedTest
    @MethodSource("deedsInAPool")
    void nothingIsMadeInAPoolThatIsGone(Deed deed) {
        Scene scene = Scene.make();
        String username = scene.someUser().username();

        var answer = Rows.deletePool(scene.poolId(), () -> deed.by(scene, username, ""));

        assertThatThrownBy(answer::get).cause().isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aTokenOfAPoolThatIsGoneIsRevokedForNobody() {
        Scene scene = Scene.make();
        String token = scene.signIn(scene.someUser().username()).refreshToken();

        var answer = Rows.deletePool(scene.poolId(), () -> scene.anybody()
                .revokeToken(r -> r.clientId(scene.clientId()).token(token)));

        assertThatThrownBy(answer::get).cause().hasMessageContaining("Invalid client");
    }

    @Test
    void aClientIsDeletedOnceAndNotChangedAfterwards() {
        Scene deleted = Scene.make();
        Scene changed = Scene.make();

        var deletion = Rows.deleteClient(deleted.clientId(), () -> deleted.operator()
                .deleteUserPoolClient(r -> r.userPoolId(deleted.poolId()).clientId(deleted.clientId())));
        var change = Rows.deleteClient(
                changed.clientId(), () -> changed.operator().updateUserPoolClient(r -> r.userPoolId(changed.poolId())
                        .clientId(changed.clientId())
                        .clientName("new")));

        assertThatThrownBy(deletion::get).cause().isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(change::get).cause().isInstanceOf(ResourceNotFoundException.class);
    }
}
