package dev.signet.userpool.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.Refusal;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserFilterTest {
    @Test
    void readsEqualityAndPrefix() {
        // When
        UserFilter equal = UserFilter.parse("username = \"anna\"");
        UserFilter prefix = UserFilter.parse("  email^=\"a\" ");

        // Then
        assertThat(equal).isEqualTo(new UserFilter.Equal(new UserFilter.Column("username", "username"), "anna"));
        assertThat(prefix).isEqualTo(new UserFilter.Prefix(UserFilter.Column.ofAttribute("email"), "a"));
    }

    @Test
    void readsEscapedQuotationMarks() {
        assertThat(UserFilter.parse("name = \"Anna \\\"A\\\" \\\\B\""))
                .isEqualTo(new UserFilter.Equal(UserFilter.Column.ofAttribute("name"), "Anna \"A\" \\B"));
    }

    @Test
    void aBlankFilterMeansAllUsers() {
        assertThat(UserFilter.parse(" ")).isEqualTo(new UserFilter.All());
    }

    @ParameterizedTest
    @CsvSource({
        "status = \"Enabled\", true",
        "status ^= \"En\", true",
        "status = \"Disabled\", false",
        "status ^= \"D\", false"
    })
    void readsTheStatusCaseSensitively(String filter, boolean enabled) {
        assertThat(UserFilter.parse(filter)).isEqualTo(new UserFilter.Enabled(enabled));
    }

    @ParameterizedTest
    @ValueSource(strings = {"status = \"enabled\"", "cognito:user_status = \"GONE\"", "cognito:user_status ^= \"X\""})
    void noUserHasAStatusThatDoesNotExist(String filter) {
        assertThat(UserFilter.parse(filter)).isEqualTo(new UserFilter.None());
    }

    @Test
    void readsTheUserStatusInAnyCase() {
        assertThat(UserFilter.parse("cognito:user_status = \"confirmed\""))
                .isEqualTo(new UserFilter.Equal(new UserFilter.Column("status", "status"), "CONFIRMED"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "username",
                "username=",
                "username = anna",
                "username = \"anna",
                "username = \"x\" or",
                "email = \"x\" or email = \"y\"",
                "username == \"x\"",
                "username = \"x\"; drop table pool_user",
                "username = \"a\u0000\"",
                "username = \"\ud800\""
            })
    void refusesWhatIsNoFilter(String filter) {
        assertThatThrownBy(() -> UserFilter.parse(filter))
                .isInstanceOf(Refusal.class)
                .hasMessage("Error while parsing filter");
    }

    @ParameterizedTest
    @ValueSource(strings = {"custom:plan", "locale", "password_hash", "Username"})
    void refusesAttributesThatCannotBeSearched(String attribute) {
        assertThatThrownBy(() -> UserFilter.parse(attribute + " = \"x\""))
                .isInstanceOf(Refusal.class)
                .hasMessage("Invalid search attribute: " + attribute);
    }

    @Test
    void hostileFiltersCostNoMoreThanTheirLength() {
        // Given
        String hostile = "username = \"" + "\\".repeat(100_000);

        // When, Then
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(2),
                () -> assertThatThrownBy(() -> UserFilter.parse(hostile)).isInstanceOf(Refusal.class));
    }

    @Test
    void aPrefixEndsJustBeforeTheNextText() {
        assertThat(UserSearch.justAfter("ab")).contains("ac");
        assertThat(UserSearch.justAfter("a\ud7ff")).contains("a\ue000");
        assertThat(UserSearch.justAfter("a\udbff\udfff")).contains("b");
        assertThat(UserSearch.justAfter("\udbff\udfff")).isEmpty();
        assertThat(UserSearch.justAfter("")).isEmpty();
    }
}
