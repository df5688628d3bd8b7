package dev.signet.userpool.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.testkit.BackingServers;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

/** The big list of naughty strings: each is kept as it is or refused as the client's fault. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class NaughtyUsersTest {
    private static final Path LIST = Path.of("../platform/wire/src/test/resources/naughty/blns.json");

    @Test
    void eachIsKeptAsAnAttributeAndFoundByTheFilterOrRefused() throws IOException {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna");
        int kept = 0;

        for (String naughty : naughtyStrings()) {
            // When
            Optional<CognitoIdentityProviderException> refusal = refusal(() -> pool.update("anna", "name", naughty));

            // Then
            refusal.ifPresent(e -> assertThat(e.statusCode()).as(naughty).isEqualTo(400));
            if (refusal.isEmpty() && !naughty.isEmpty()) {
                assertKept(pool, naughty);
                kept++;
            }
        }
        assertThat(kept).isGreaterThan(400);
    }

    @Test
    void noneOfThemFindsAUser() throws IOException {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna");

        for (String naughty : naughtyStrings()) {
            // When
            Optional<CognitoIdentityProviderException> refusal = refusal(() ->
                    pool.operator().adminGetUser(r -> r.userPoolId(pool.id()).username(naughty)));

            // Then
            assertThat(refusal).as(naughty).hasValueSatisfying(e -> assertThat(e)
                    .isInstanceOfAny(UserNotFoundException.class, InvalidParameterException.class));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\u0007", "a\u200b"})
    void anAliasThatIsNoUsernameIsRefused(String value) {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.PREFERRED_USERNAME));
        TestPool other = TestPool.make();
        pool.user("anna");

        // When, Then
        for (String name : new String[] {value, "x".repeat(129), "x".repeat(2048)}) {
            assertThatThrownBy(() -> pool.update("anna", "preferred_username", name))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("preferred_username: An alias must be of a username's form");
            assertThatThrownBy(() -> pool.user("bob", "preferred_username", name))
                    .isInstanceOf(InvalidParameterException.class);
            other.user("user-" + name.length() + name.hashCode(), "preferred_username", name);
        }
        pool.update("anna", "preferred_username", "x".repeat(128));
        assertThat(pool.attribute("x".repeat(128), "sub")).isEqualTo(pool.attribute("anna", "sub"));
    }

    // by the filter that finds it, where one is long enough
    private static void assertKept(TestPool pool, String name) {
        String filter = "name = \"" + name.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        if (filter.length() > 256) {
            assertThat(pool.attribute("anna", "name")).isEqualTo(name);
            return;
        }
        assertThat(pool.operator()
                        .listUsers(r -> r.userPoolId(pool.id()).filter(filter).attributesToGet("name"))
                        .users())
                .as(filter)
                .singleElement()
                .satisfies(
                        user -> assertThat(user.attributes().getFirst().value()).isEqualTo(name));
    }

    private static String[] naughtyStrings() throws IOException {
        return new ObjectMapper().readValue(LIST.toFile(), String[].class);
    }

    private static Optional<CognitoIdentityProviderException> refusal(Runnable call) {
        try {
            call.run();
            return Optional.empty();
        } catch (CognitoIdentityProviderException e) {
            return Optional.of(e);
        }
    }
}
