package dev.signet.userpool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {
    @ParameterizedTest
    @CsvSource({
        "Aa1!567, Password not long enough",
        "aa1!5678, Password must have uppercase characters",
        "AA1!5678, Password must have lowercase characters",
        "AAa!aaaa, Password must have numeric characters",
        "AAa1aaaa, Password must have symbol characters",
        "ÄÖÜaa1!5, Password must have uppercase characters"
    })
    void saysWhatAPasswordLacks(String password, String objection) {
        assertThat(PasswordPolicy.DEFAULT.objectionTo(password)).contains(objection);
    }

    @Test
    void countsCharactersAndNotTheirHalves() {
        // Given
        PasswordPolicy policy = new PasswordPolicy(6, false, false, false, false, 7);

        // When, Then
        assertThat(policy.objectionTo("\ud83d\ude00".repeat(5))).isPresent();
        assertThat(policy.objectionTo("\ud83d\ude00".repeat(6))).isEmpty();
    }

    @Test
    void takesUpTo256Characters() {
        assertThat(PasswordPolicy.DEFAULT.objectionTo("Aa1!" + "x".repeat(252))).isEmpty();
        assertThat(PasswordPolicy.DEFAULT.objectionTo("Aa1!" + "x".repeat(253))).contains("Password too long");
    }

    @ParameterizedTest
    @ValueSource(strings = {" Aa1!5678", "Aa1! 5678", "Aa1!5678\n", "Aa1!\t5678"})
    void takesNoWhiteSpace(String password) {
        assertThat(PasswordPolicy.DEFAULT.objectionTo(password)).contains("Password must not have white space");
    }

    @Test
    void everySymbolOfAwssCounts() {
        "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-".chars().forEach(symbol -> assertThat(
                        PasswordPolicy.DEFAULT.objectionTo("Aa1aaaaa" + (char) symbol))
                .as("symbol %c", symbol)
                .isEmpty());
    }

    @RepeatedTest(20)
    void generatesPasswordsThatItAccepts() {
        // Given
        PasswordPolicy strict = new PasswordPolicy(40, true, true, true, true, 7);

        // When
        String password = strict.generate(new SecureRandom());

        // Then
        assertThat(strict.objectionTo(password)).isEmpty();
        assertThat(password).hasSize(40).isNotEqualTo(strict.generate(new SecureRandom()));
    }

    @Test
    void zeroDaysMeanAwssSeven() {
        assertThat(new PasswordPolicy(8, true, true, true, true, 0).temporaryValidity())
                .isEqualTo(Duration.ofDays(7));
    }
}
