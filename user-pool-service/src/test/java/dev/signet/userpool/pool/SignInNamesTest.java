package dev.signet.userpool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class SignInNamesTest {
    private static final SignInNames SENSITIVE = new SignInNames(Set.of(), Set.of(), true);
    private static final SignInNames INSENSITIVE = new SignInNames(Set.of(), Set.of(), false);

    @Test
    void aCaseSensitivePoolKeepsNamesAsTheyAre() {
        assertThat(SENSITIVE.key("AnnÄ")).isEqualTo("AnnÄ");
    }

    @Test
    void anInsensitivePoolFoldsEachLetterByItself() {
        assertThat(INSENSITIVE.key("ADMIN")).isEqualTo("admin");
        assertThat(INSENSITIVE.key("ÄÖÜ")).isEqualTo("äöü");
        assertThat(INSENSITIVE.key("\ud801\udc00")).isEqualTo("\ud801\udc28");
        assertThat(INSENSITIVE.key("ΟΔΟΣ")).isEqualTo("οδοσ");
    }

    @Test
    void lookAlikesStayDifferent() {
        assertThat(INSENSITIVE.key("\ufb01x")).isNotEqualTo(INSENSITIVE.key("fix"));
        assertThat(INSENSITIVE.key("\u0430dmin")).isNotEqualTo(INSENSITIVE.key("admin"));
        assertThat(INSENSITIVE.key("stra\u00dfe")).isNotEqualTo(INSENSITIVE.key("strasse"));
        assertThat(INSENSITIVE.key("\u0131d")).isNotEqualTo(INSENSITIVE.key("id"));
    }

    @Test
    void aliasesAndAddressesExcludeEachOther() {
        assertThatThrownBy(() -> new SignInNames(Set.of("email"), Set.of("email"), true))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
