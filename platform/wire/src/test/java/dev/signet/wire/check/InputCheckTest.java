package dev.signet.wire.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.codec.Plans;
import dev.signet.wire.model.Models;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SignUpRequest;
import software.amazon.awssdk.services.cognitosync.model.RegisterDeviceRequest;
import software.amazon.awssdk.services.iam.model.CreateRoleRequest;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.iam.model.TagRoleRequest;

class InputCheckTest {
    private final Plans plans = new Plans();

    @Test
    void inputThatKeepsToTheModelIsAccepted() {
        assertThat(complaint(SignUpRequest.builder()
                        .clientId("c")
                        .username("zoë")
                        .password("Passw0rd!")
                        .build()))
                .isEmpty();
    }

    @Test
    void aMissingMemberIsNamed() {
        assertThat(complaint(SignUpRequest.builder().clientId("c").build()))
                .contains("1 validation error detected: Value at 'username' failed to satisfy constraint: "
                        + "Member must not be null");
        assertThat(complaint(AdminGetUserRequest.builder().username("zoe").build()))
                .contains("1 validation error detected: Value null at 'userPoolId' failed to satisfy constraint: "
                        + "Member must not be null");
    }

    @Test
    void allThatIsWrongIsToldAtOnce() {
        assertThat(complaint(AdminGetUserRequest.builder()
                        .userPoolId("")
                        .username("zoe")
                        .build()))
                .contains("2 validation errors detected: Value '' at 'userPoolId' failed to satisfy constraint: "
                        + "Member must have length greater than or equal to 1; Value '' at 'userPoolId' failed to "
                        + "satisfy constraint: Member must satisfy regular expression pattern: [\\w-]+_[0-9a-zA-Z]+");
    }

    @Test
    void aSecretIsNeverShown() {
        var request = SignUpRequest.builder()
                .clientId("c")
                .username("zoe")
                .password("my secret password")
                .build();

        assertThat(complaint(request))
                .contains("1 validation error detected: Value at 'password' failed to satisfy constraint: "
                        + "Member must satisfy regular expression pattern: [\\S]+");
    }

    @Test
    void aTextIsMeasuredInCharactersAndNotInHalves() {
        assertThat(complaint(signUp("𝒳".repeat(128)))).isEmpty();
        assertThat(complaint(signUp("𝒳".repeat(129))).orElseThrow())
                .endsWith("Member must have length less than or equal to 128");
    }

    @Test
    void aMemberInAListOfStructuresIsNamedWithItsPlace() {
        var request = SignUpRequest.builder()
                .clientId("c")
                .username("zoe")
                .userAttributes(
                        AttributeType.builder().name("email").build(),
                        AttributeType.builder().value("x").build())
                .build();

        assertThat(complaint(request))
                .contains("1 validation error detected: Value null at 'userAttributes.2.member.name' failed to "
                        + "satisfy constraint: Member must not be null");
    }

    @Test
    void aMemberOfANestedStructureIsNamedWithItsPath() {
        var request = CreateUserPoolRequest.builder()
                .poolName("pool")
                .policies(policies -> policies.passwordPolicy(password -> password.minimumLength(5)))
                .build();

        assertThat(complaint(request))
                .contains("1 validation error detected: Value '5' at 'policies.passwordPolicy.minimumLength' failed "
                        + "to satisfy constraint: Member must have value greater than or equal to 6");
    }

    @Test
    void aNumberHasBounds() {
        assertThat(complaint(ListUserPoolsRequest.builder().maxResults(61).build()))
                .contains("1 validation error detected: Value '61' at 'maxResults' failed to satisfy constraint: "
                        + "Member must have value less than or equal to 60");
    }

    @Test
    void anEnumerationTellsItsValues() {
        var request = CreateUserPoolClientRequest.builder()
                .userPoolId("us-east-1_abc")
                .clientName("app")
                .explicitAuthFlowsWithStrings("ALLOW_EVERYTHING")
                .build();

        assertThat(complaint(request).orElseThrow())
                .startsWith("1 validation error detected: Value '[ALLOW_EVERYTHING]' at 'explicitAuthFlows' failed to "
                        + "satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [")
                .contains("ALLOW_USER_SRP_AUTH");
    }

    @Test
    void aMapsKeysAndValuesAreCheckedAndNotShown() {
        var request = GetIdRequest.builder()
                .identityPoolId("us-east-1:11111111-2222-4333-8444-555555555555")
                .logins(Map.of("provider", "t".repeat(50_001)))
                .build();

        assertThat(complaint(request))
                .contains("1 validation error detected: Value at 'logins' failed to satisfy constraint: Map value "
                        + "must satisfy constraint: [Member must have length less than or equal to 50000]");
    }

    @Test
    void aListHasALongestSize() {
        var tag = Tag.builder().key("k").value("v").build();
        var request = TagRoleRequest.builder()
                .roleName("r")
                .tags(Collections.nCopies(51, tag))
                .build();

        assertThat(complaint(request))
                .contains("1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must "
                        + "have length less than or equal to 50");
    }

    @Test
    void whatSignetAddsToAnEnumerationIsAccepted() {
        var request = RegisterDeviceRequest.builder()
                .identityPoolId("us-east-1:1")
                .identityId("us-east-1:1")
                .token("t");

        assertThat(complaint(request.platform("LIVE").build())).isEmpty();
        assertThat(complaint(request.platform("TELEX").build()).orElseThrow())
                .endsWith("Member must satisfy enum value set: [APNS, APNS_SANDBOX, GCM, ADM, LIVE]");
    }

    @Test
    void aLongListOfMistakesIsCountedAndCutShort() {
        var request = SignUpRequest.builder()
                .clientId("c")
                .username("zoe")
                .userAttributes(Collections.nCopies(
                        1000, AttributeType.builder().value("x").build()))
                .build();

        assertThat(complaint(request).orElseThrow())
                .startsWith("1000 validation errors detected: ")
                .hasSizeLessThan(4000);
    }

    @Test
    void anInventedLongValueIsShownInPart() {
        var request = CreateRoleRequest.builder()
                .roleName("x".repeat(100_000))
                .assumeRolePolicyDocument("{}")
                .build();

        assertThat(complaint(request).orElseThrow()).hasSizeLessThan(500);
    }

    @Test
    void everyPatternOfEveryModelEndsInTimeOnValuesMadeToKeepItBusy() {
        var hostile =
                List.of("{##".repeat(6000) + "\u0001", "{##}".repeat(5000), "/a".repeat(256) + "!", "a-".repeat(31));
        for (var service : List.of("cognitoidentityprovider", "cognitoidentity", "cognitosync", "sns", "sts", "iam")) {
            Models.load(service).shapes().values().stream()
                    .flatMap(shape -> shape.pattern().stream())
                    .map(BoundedPattern::new)
                    .forEach(pattern -> hostile.forEach(value -> {
                        var start = System.nanoTime();
                        pattern.matches(value);
                        assertThat(System.nanoTime() - start).isLessThan(1_000_000_000L);
                    }));
        }
    }

    private static SignUpRequest signUp(String username) {
        return SignUpRequest.builder().clientId("c").username(username).build();
    }

    private Optional<String> complaint(SdkPojo request) {
        var type = request.getClass().asSubclass(SdkPojo.class);
        var parts = type.getPackageName().split("\\.");
        var model = Models.load(parts[parts.length - 2]);
        var name = type.getSimpleName();
        var operation = model.operations().get(name.substring(0, name.length() - "Request".length()));
        return new Rules(model)
                .check(operation.input().orElseThrow(), plans.of(type))
                .complaint(request);
    }
}
