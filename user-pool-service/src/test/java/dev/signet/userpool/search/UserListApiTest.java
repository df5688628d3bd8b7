package dev.signet.userpool.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.CrowdedPool;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUsersResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserListApiTest {
    @Test
    void listsUsersAsTheyAre() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna", "email", "anna@example.com", "name", "Anna");

        // When
        ListUsersResponse answer = pool.operator().listUsers(r -> r.userPoolId(pool.id()));

        // Then
        assertThat(answer.paginationToken()).isNull();
        assertThat(answer.users()).singleElement().satisfies(user -> {
            assertThat(user.username()).isEqualTo("anna");
            assertThat(user.enabled()).isTrue();
            assertThat(user.userStatusAsString()).isEqualTo("FORCE_CHANGE_PASSWORD");
            assertThat(user.attributes()).extracting(AttributeType::name).contains("sub", "email", "name");
        });
    }

    @Test
    void answersOnlyTheAttributesAskedFor() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna", "email", "anna@example.com", "name", "Anna");

        // When
        List<UserType> users = pool.operator()
                .listUsers(r -> r.userPoolId(pool.id()).attributesToGet("email"))
                .users();

        // Then
        assertThat(users.getFirst().attributes())
                .extracting(AttributeType::name)
                .containsExactly("email");
    }

    @ParameterizedTest
    @CsvSource({
        "username = \"Anna\", Anna",
        "username = \"anna\", ",
        "username ^= \"A\", Anna",
        "email = \"anna@example.com\", Anna",
        "email ^= \"b\", bob|böse",
        "phone_number ^= \"+49\", Anna",
        "name = \"Ä \\\"quoted\\\"\", böse",
        "given_name = \"G\", bob",
        "family_name ^= \"F\", bob",
        "preferred_username = \"pref\", bob",
        "status = \"Disabled\", bob",
        "status = \"Enabled\", Anna|böse",
        "cognito:user_status = \"force_change_password\", bob|böse",
        "cognito:user_status ^= \"CONF\", Anna",
        "cognito:user_status = \"ARCHIVED\", "
    })
    void findsUsersByEachFilter(String filter, String expected) {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("Anna", "email", "anna@example.com", "phone_number", "+4912345");
        pool.user(
                "bob",
                "email",
                "bob@example.com",
                "given_name",
                "G",
                "family_name",
                "Fx",
                "preferred_username",
                "pref");
        pool.user("böse", "email", "böse@example.com", "name", "Ä \"quoted\"");
        pool.operator().adminDisableUser(r -> r.userPoolId(pool.id()).username("bob"));

        // When
        List<UserType> users = pool.operator()
                .listUsers(r -> r.userPoolId(pool.id()).filter(filter))
                .users();

        // Then
        assertThat(users)
                .extracting(UserType::username)
                .containsExactlyInAnyOrder(expected == null ? new String[0] : expected.split("\\|"));
    }

    @Test
    void findsAUserBySub() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna");
        String sub = pool.attribute("anna", "sub");

        // When, Then
        for (String filter : List.of("sub = \"" + sub + "\"", "sub ^= \"" + sub.substring(0, 30) + "\"")) {
            assertThat(pool.operator()
                            .listUsers(r -> r.userPoolId(pool.id()).filter(filter))
                            .users())
                    .extracting(UserType::username)
                    .containsExactly("anna");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "username ^= \"user\"",
                "name ^= \"Name\"",
                "status = \"Enabled\"",
                "cognito:user_status ^= \"\""
            })
    void pagesShowEachUserOnce(String filter) {
        // Given
        CrowdedPool crowded = CrowdedPool.of(150);
        TestPool pool = TestPool.make();

        // When
        List<String> listed = new ArrayList<>();
        String token = null;
        int pages = 0;
        do {
            String from = token;
            ListUsersResponse page = pool.operator()
                    .listUsers(r -> r.userPoolId(crowded.id()).filter(filter).paginationToken(from));
            page.users().forEach(user -> listed.add(user.username()));
            token = page.paginationToken();
            pages++;
        } while (token != null);

        // Then
        assertThat(pages).isEqualTo(3);
        assertThat(listed).hasSizeBetween(149, 150).doesNotHaveDuplicates();
    }

    @Test
    void aPageTokenIsGoodForItsPoolAndFilterOnly() {
        // Given
        TestPool pool = TestPool.make();
        TestPool another = TestPool.make();
        pool.user("anna");
        pool.user("bob");
        String token =
                pool.operator().listUsers(r -> r.userPoolId(pool.id()).limit(1)).paginationToken();

        // When, Then
        assertThat(token).isNotNull();
        assertThatThrownBy(() -> another.operator()
                        .listUsers(r -> r.userPoolId(another.id()).paginationToken(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid pagination token");
        assertThatThrownBy(() -> pool.operator().listUsers(r -> r.userPoolId(pool.id())
                        .filter("username ^= \"a\"")
                        .paginationToken(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid pagination token");
        assertThatThrownBy(() ->
                        pool.operator().listUsers(r -> r.userPoolId(pool.id()).paginationToken("forged")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid pagination token");
    }

    @Test
    void refusesABadFilterAndUnknownAttributes() {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() ->
                        pool.operator().listUsers(r -> r.userPoolId(pool.id()).filter("email = \"x\" or")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Error while parsing filter");
        assertThatThrownBy(() ->
                        pool.operator().listUsers(r -> r.userPoolId(pool.id()).filter("locale = \"x\"")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid search attribute: locale");
        assertThatThrownBy(() ->
                        pool.operator().listUsers(r -> r.userPoolId(pool.id()).attributesToGet("custom:none")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("One or more requested attributes do not exist in user pool.");
    }

    @Test
    void refusesAnUnknownPool() {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> pool.operator().listUsers(r -> r.userPoolId("us-east-1_Nobody000")))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
