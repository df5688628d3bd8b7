package dev.signet.userpool.signup;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class SignUpTest {
    @Test
    void signsUpAndTellsWhereTheCodeWent() {
        Scene scene = Scene.make();

        var answer = scene.anybody().signUp(r -> r.clientId(scene.clientId())
                .username("alice")
                .password(PASSWORD)
                .userAttributes(attribute("email", "fixture@example.com")));

        assertThat(answer.userConfirmed()).isFalse();
        assertThat(answer.codeDeliveryDetails().destination()).isEqualTo("f***@e***");
        assertThat(answer.codeDeliveryDetails().attributeName()).isEqualTo("email");
        assertThat(answer.codeDeliveryDetails().deliveryMediumAsString()).isEqualTo("EMAIL");
        assertThat(status(scene, "alice")).isEqualTo(UserStatusType.UNCONFIRMED);
    }

    @Test
    void confirmsWithTheMailedCodeAndVerifiesTheAddress() {
        Scene scene = Scene.make();
        String sub = scene.signUp("alice");

        scene.confirm("alice", Mailbox.code(sub, "SIGN_UP"));

        assertThat(status(scene, "alice")).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(scene.operator()
                        .adminGetUser(r -> r.userPoolId(scene.poolId()).username("alice"))
                        .userAttributes())
                .contains(attribute("email_verified", "true"));
    }

    @Test
    void wordsTheMailByThePoolsTemplateAndKeepsTheCodeOutOfIt() {
        // Given
        Scene scene = Scene.make(
                pool -> pool.verificationMessageTemplate(template ->
                        template.emailSubject("Welcome").emailMessage("<b>{username}</b>, your code: {####}")),
                _ -> {});

        // When
        String sub = scene.signUp("<i>{####}&", "a@example.com");

        // Then
        var mail = Mailbox.await(sub, "SIGN_UP", 1).getFirst();
        String code = Mailbox.open(mail);
        assertThat(code).matches("[0-9]{6}");
        assertThat(mail.get("subject").asText()).isEqualTo("Welcome");
        assertThat(mail.get("body").asText())
                .isEqualTo("<b>&lt;i&gt;&lbrace;####}&amp;</b>, your code: {####}")
                .doesNotContain(code);
        assertThat(mail.get("destination").asText()).isEqualTo("a@example.com");
        assertThat(mail.toString()).doesNotContain("\"" + code + "\"");
    }

    @Test
    void refusesATakenUsernameABadPasswordAndForbiddenAttributes() {
        Scene scene = Scene.make();
        scene.signUp("alice");

        assertThatThrownBy(() -> scene.signUp("alice", "other@example.com"))
                .isInstanceOf(UsernameExistsException.class)
                .hasMessageContaining("User already exists");
        assertThatThrownBy(() -> scene.anybody()
                        .signUp(r ->
                                r.clientId(scene.clientId()).username("bob").password("short")))
                .isInstanceOf(InvalidPasswordException.class);
        for (String forbidden : new String[] {"email_verified", "phone_number_verified", "sub"}) {
            assertThatThrownBy(() -> scene.anybody().signUp(r -> r.clientId(scene.clientId())
                            .username("bob")
                            .password(PASSWORD)
                            .userAttributes(attribute(forbidden, "true"))))
                    .isInstanceOf(NotAuthorizedException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cognito:groups", "cognito:user_status", "identities", "custom:role", "dev:custom:rank"})
    void refusesAttributesOfPower(String name) {
        Scene scene = Scene.make(
                pool -> pool.schema(
                        role -> role.name("role").attributeDataType("String").mutable(true), rank -> rank.name("rank")
                                .attributeDataType("String")
                                .mutable(true)
                                .developerOnlyAttribute(true)),
                client -> client.writeAttributes("email"));

        assertThatThrownBy(() -> scene.anybody().signUp(r -> r.clientId(scene.clientId())
                        .username("bob")
                        .password(PASSWORD)
                        .userAttributes(attribute("email", "bob@example.com"), attribute(name, "admin"))))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> status(scene, "bob")).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void wantsTheSecretHash() {
        Scene scene = Scene.make().withSecret();
        String sub = scene.signUp("alice");
        String code = Mailbox.code(sub, "SIGN_UP");
        String ofBob = scene.secretHash("bob");

        for (String wrong : new String[] {null, ofBob}) {
            String words = wrong == null ? "SECRET_HASH was not received" : "Unable to verify secret hash for client";
            assertThatThrownBy(() -> scene.anybody().signUp(r -> r.clientId(scene.clientId())
                            .username("carol")
                            .password(PASSWORD)
                            .secretHash(wrong)))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining(words);
            assertThatThrownBy(() -> scene.anybody().confirmSignUp(r -> r.clientId(scene.clientId())
                            .username("alice")
                            .secretHash(wrong)
                            .confirmationCode(code)))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining(words);
            assertThatThrownBy(() -> scene.anybody().resendConfirmationCode(r -> r.clientId(scene.clientId())
                            .username("alice")
                            .secretHash(wrong)))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining(words);
        }
        scene.confirm("alice", code);
    }

    // codes

    @Test
    void refusesAWrongAnOldAndAUsedCode() {
        // Given
        Scene scene = Scene.make();
        String sub = scene.signUp("alice");
        String first = Mailbox.code(sub, "SIGN_UP");
        scene.anybody().resendConfirmationCode(r -> r.clientId(scene.clientId()).username("alice"));
        String second = Mailbox.code(sub, "SIGN_UP", 2);

        // Then
        if (!first.equals(second)) {
            assertThatThrownBy(() -> scene.confirm("alice", first))
                    .isInstanceOf(CodeMismatchException.class)
                    .hasMessageContaining("Invalid verification code provided, please try again.");
        }
        assertThatThrownBy(() -> scene.confirm("alice", "no code")).isInstanceOf(InvalidParameterException.class);
        scene.confirm("alice", second);
        assertThatThrownBy(() -> scene.confirm("alice", second))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User cannot be confirmed. Current status is CONFIRMED");
        assertThatThrownBy(() -> scene.anybody().resendConfirmationCode(r -> r.clientId(scene.clientId())
                        .username("alice")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("User is already confirmed.");
    }

    @Test
    void refusesACodeAfterADay() {
        Scene scene = Scene.make();
        String sub = scene.signUp("alice");
        String code = Mailbox.code(sub, "SIGN_UP");

        Rows.ageCodes(sub, "24 hours");

        assertThatThrownBy(() -> scene.confirm("alice", code)).isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void refusesAnotherUsersCode() {
        Scene scene = Scene.make();
        String alices = Mailbox.code(scene.signUp("alice"), "SIGN_UP");
        String bobs = Mailbox.code(scene.signUp("bob"), "SIGN_UP");

        if (!alices.equals(bobs)) {
            assertThatThrownBy(() -> scene.confirm("bob", alices)).isInstanceOf(CodeMismatchException.class);
        }
        scene.confirm("bob", bobs);
    }

    @Test
    void limitsGuessesAndMailsInAnHourWhateverIsResent() {
        // Given
        Scene scene = Scene.make();
        String sub = scene.signUp("alice");
        String code = Mailbox.code(sub, "SIGN_UP");
        String wrong = code.equals("000000") ? "000001" : "000000";

        // When
        for (int i = 0; i < 15; i++) {
            assertThatThrownBy(() -> scene.confirm("alice", wrong)).isInstanceOf(CodeMismatchException.class);
        }

        // Then
        assertThatThrownBy(() -> scene.confirm("alice", code))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Attempt limit exceeded, please try after some time.");
        for (int i = 0; i < 5; i++) {
            scene.anybody()
                    .resendConfirmationCode(r -> r.clientId(scene.clientId()).username("alice"));
        }
        assertThatThrownBy(() -> scene.anybody().resendConfirmationCode(r -> r.clientId(scene.clientId())
                        .username("alice")))
                .isInstanceOf(LimitExceededException.class);
        Rows.ageCounts(sub, "1 hour");
        scene.confirm("alice", Mailbox.code(sub, "SIGN_UP", 6));
    }

    @Test
    void redeemsACodeOnceHoweverOftenItComesAtOnce() throws Exception {
        Scene scene = Scene.make();
        String sub = scene.signUp("alice");
        String code = Mailbox.code(sub, "SIGN_UP");

        List<Boolean> answers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> running = IntStream.range(0, 50)
                    .mapToObj(_ -> threads.submit(() -> confirms(scene, code)))
                    .toList();
            for (Future<Boolean> answer : running) {
                answers.add(answer.get());
            }
        }

        assertThat(answers.stream().filter(won -> won)).hasSize(1);
    }

    private static boolean confirms(Scene scene, String code) {
        try {
            scene.confirm("alice", code);
            return true;
        } catch (NotAuthorizedException | ExpiredCodeException | LimitExceededException _) {
            return false;
        }
    }

    // who exists

    @Test
    void tellsUnknownUsersOnlyWhereTheClientAllows() {
        Scene open = Scene.make();
        Scene hiding = Scene.hiding();

        assertThatThrownBy(() -> open.confirm("nobody", "123456"))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessageContaining("Username/client id combination not found.");
        assertThatThrownBy(() -> open.anybody()
                        .resendConfirmationCode(r -> r.clientId(open.clientId()).username("nobody")))
                .isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> hiding.confirm("nobody", "123456")).isInstanceOf(CodeMismatchException.class);
        var first = hiding.anybody()
                .resendConfirmationCode(r -> r.clientId(hiding.clientId()).username("nobody"))
                .codeDeliveryDetails();
        var second = hiding.anybody()
                .resendConfirmationCode(r -> r.clientId(hiding.clientId()).username("nobody"))
                .codeDeliveryDetails();
        assertThat(first).isEqualTo(second);
        assertThat(first.destination()).matches("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*");
    }

    // aliases

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tellsATakenAliasOnlyAtConfirmationAndMovesItWhenForced(boolean force) {
        // Given
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("email"), _ -> {});
        String first = scene.signUp("first", "shared@example.com");
        scene.confirm("first", Mailbox.code(first, "SIGN_UP"));
        String second = scene.signUp("second", "shared@example.com");
        String code = Mailbox.code(second, "SIGN_UP");

        // Then
        assertThatThrownBy(() -> scene.confirm("second", code)).isInstanceOf(AliasExistsException.class);
        assertThat(subOf(scene, "shared@example.com")).isEqualTo(first);
        if (force) {
            scene.anybody().confirmSignUp(r -> r.clientId(scene.clientId())
                    .username("second")
                    .confirmationCode(code)
                    .forceAliasCreation(true));
            assertThat(subOf(scene, "shared@example.com")).isEqualTo(second);
        }
    }

    @Test
    void refusesACodeWhoseAddressIsNoLongerTheUsers() {
        Scene scene = Scene.make();
        String sub = scene.signUp("alice", "old@example.com");
        String code = Mailbox.code(sub, "SIGN_UP");

        scene.operator().adminUpdateUserAttributes(r -> r.userPoolId(scene.poolId())
                .username("alice")
                .userAttributes(attribute("email", "new@example.com"), attribute("email_verified", "true")));

        assertThatThrownBy(() -> scene.confirm("alice", code)).isInstanceOf(ExpiredCodeException.class);
        assertThat(status(scene, "alice")).isEqualTo(UserStatusType.UNCONFIRMED);
    }

    @Test
    void signsUpWithAnAddressInPlaceOfAUsername() {
        Scene scene = Scene.make(pool -> pool.usernameAttributesWithStrings("email"), _ -> {});

        String sub = scene.anybody()
                .signUp(r ->
                        r.clientId(scene.clientId()).username("me@example.com").password(PASSWORD))
                .userSub();
        scene.confirm("me@example.com", Mailbox.code(sub, "SIGN_UP"));

        assertThat(scene.signInBySrp("me@example.com", PASSWORD).accessToken()).isNotBlank();
        assertThat(scene.anybody()
                        .getUser(r ->
                                r.accessToken(scene.signIn("me@example.com").accessToken()))
                        .username())
                .isEqualTo(sub);
    }

    private static UserStatusType status(Scene scene, String username) {
        return scene.operator()
                .adminGetUser(r -> r.userPoolId(scene.poolId()).username(username))
                .userStatus();
    }

    private static String subOf(Scene scene, String name) {
        return scene.operator().adminGetUser(r -> r.userPoolId(scene.poolId()).username(name)).userAttributes().stream()
                .filter(found -> found.name().equals("sub"))
                .findFirst()
                .orElseThrow()
                .value();
    }
}
