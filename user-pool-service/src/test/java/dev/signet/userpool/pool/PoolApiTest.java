package dev.signet.userpool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.userpool.SameWish;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeDataType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class PoolApiTest {
    private static final String NOBODYS_POOL = "us-east-1_Nobody000";

    @Test
    void makesAPoolWithAwssDefaults() {
        // Given nothing
        // When
        UserPoolType pool = TestPool.make().describe();

        // Then
        assertThat(pool.id()).matches("us-east-1_[0-9a-zA-Z]{9}");
        assertThat(pool.arn()).isEqualTo("arn:aws:cognito-idp:us-east-1:000000000000:userpool/" + pool.id());
        assertThat(pool.policies().passwordPolicy())
                .isEqualTo(PasswordPolicyType.builder()
                        .minimumLength(8)
                        .requireLowercase(true)
                        .requireNumbers(true)
                        .requireSymbols(true)
                        .requireUppercase(true)
                        .temporaryPasswordValidityDays(7)
                        .build());
        assertThat(pool.mfaConfiguration()).isEqualTo(UserPoolMfaType.OFF);
        assertThat(pool.usernameConfiguration().caseSensitive()).isTrue();
        assertThat(pool.deletionProtection()).isEqualTo(DeletionProtectionType.INACTIVE);
        assertThat(pool.schemaAttributes())
                .extracting(SchemaAttributeType::name)
                .contains("sub", "email", "updated_at");
        assertThat(pool.estimatedNumberOfUsers()).isZero();
    }

    @Test
    void keepsEverythingThatItWasTold() {
        // Given
        TestPool pool = TestPool.make(wish -> wish.policies(p -> p.passwordPolicy(
                        w -> w.minimumLength(12).requireNumbers(true).temporaryPasswordValidityDays(3)))
                .aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PREFERRED_USERNAME)
                .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .usernameConfiguration(c -> c.caseSensitive(false))
                .userAttributeUpdateSettings(
                        s -> s.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL))
                .emailVerificationSubject("Prove it")
                .emailVerificationMessage("Your code: {####}")
                .adminCreateUserConfig(a -> a.allowAdminCreateUserOnly(true)
                        .inviteMessageTemplate(m -> m.emailMessage("Hello {username}, {####}")))
                .accountRecoverySetting(
                        r -> r.recoveryMechanisms(m -> m.name("verified_email").priority(1)))
                .userPoolTags(Map.of("team", "identity"))
                .schema(
                        SchemaAttributeType.builder()
                                .name("email")
                                .required(true)
                                .build(),
                        SchemaAttributeType.builder()
                                .name("points")
                                .attributeDataType(AttributeDataType.NUMBER)
                                .mutable(true)
                                .numberAttributeConstraints(c -> c.minValue("0").maxValue("10"))
                                .build(),
                        SchemaAttributeType.builder()
                                .name("role")
                                .attributeDataType(AttributeDataType.STRING)
                                .developerOnlyAttribute(true)
                                .build()));

        // When
        UserPoolType shown = pool.describe();

        // Then
        assertThat(shown.policies().passwordPolicy().minimumLength()).isEqualTo(12);
        assertThat(shown.policies().passwordPolicy().requireSymbols()).isFalse();
        assertThat(shown.policies().passwordPolicy().temporaryPasswordValidityDays())
                .isEqualTo(3);
        assertThat(shown.aliasAttributes())
                .containsExactlyInAnyOrder(AliasAttributeType.EMAIL, AliasAttributeType.PREFERRED_USERNAME);
        assertThat(shown.autoVerifiedAttributes()).containsExactly(VerifiedAttributeType.EMAIL);
        assertThat(shown.usernameConfiguration().caseSensitive()).isFalse();
        assertThat(shown.userAttributeUpdateSettings().attributesRequireVerificationBeforeUpdate())
                .containsExactly(VerifiedAttributeType.EMAIL);
        assertThat(shown.verificationMessageTemplate().emailMessage()).isEqualTo("Your code: {####}");
        assertThat(shown.emailVerificationSubject()).isEqualTo("Prove it");
        assertThat(shown.adminCreateUserConfig().allowAdminCreateUserOnly()).isTrue();
        assertThat(shown.adminCreateUserConfig().inviteMessageTemplate().emailMessage())
                .isEqualTo("Hello {username}, {####}");
        assertThat(shown.accountRecoverySetting().recoveryMechanisms()).hasSize(1);
        assertThat(shown.userPoolTags()).containsEntry("team", "identity");
        assertThat(attribute(shown, "email").required()).isTrue();
        assertThat(attribute(shown, "custom:points")
                        .numberAttributeConstraints()
                        .maxValue())
                .isEqualTo("10");
        assertThat(attribute(shown, "dev:custom:role").mutable()).isFalse();
    }

    @Test
    void updateResetsWhatItLeavesOutAndKeepsWhatNeverChanges() {
        // Given
        TestPool pool = TestPool.make(wish -> wish.policies(p -> p.passwordPolicy(w -> w.minimumLength(20)))
                .usernameAttributes(UsernameAttributeType.EMAIL)
                .usernameConfiguration(c -> c.caseSensitive(false))
                .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .schema(SchemaAttributeType.builder()
                        .name("plan")
                        .attributeDataType(AttributeDataType.STRING)
                        .build()));

        // When
        pool.operator().updateUserPool(r -> r.userPoolId(pool.id()).emailVerificationSubject("New"));

        // Then
        UserPoolType shown = pool.describe();
        assertThat(shown.emailVerificationSubject()).isEqualTo("New");
        assertThat(shown.policies().passwordPolicy().minimumLength()).isEqualTo(8);
        assertThat(shown.policies().passwordPolicy().requireSymbols()).isTrue();
        assertThat(shown.autoVerifiedAttributes()).isEmpty();
        assertThat(shown.usernameAttributes()).containsExactly(UsernameAttributeType.EMAIL);
        assertThat(shown.usernameConfiguration().caseSensitive()).isFalse();
        assertThat(attribute(shown, "custom:plan")).isNotNull();
    }

    @Test
    void updateOfAnUnknownPoolIsRefused() {
        assertThatThrownBy(() -> operator().updateUserPool(r -> r.userPoolId(NOBODYS_POOL)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void updateRefusesWhatIsNotBuilt() {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> pool.operator()
                        .updateUserPool(r -> r.userPoolId(pool.id()).mfaConfiguration("OPTIONAL")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("MfaConfiguration OPTIONAL is not supported");
    }

    @Test
    void refusesAliasesBesideAddressesInPlaceOfUsernames() {
        assertThatThrownBy(() -> TestPool.make(w ->
                        w.aliasAttributes(AliasAttributeType.EMAIL).usernameAttributes(UsernameAttributeType.EMAIL)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
    }

    static Stream<Arguments> wishesThatAreNotBuilt() {
        String arn = "arn:aws:ses:us-east-1:000000000000:identity/x";
        return Stream.of(
                refused(w -> w.mfaConfiguration("ON"), "MfaConfiguration ON is not supported"),
                refused(
                        w -> w.lambdaConfig(l -> l.preSignUp("arn:aws:lambda:us-east-1:000000000000:function:x")),
                        "LambdaConfig is not supported"),
                refused(
                        w -> w.smsConfiguration(s -> s.snsCallerArn("arn:aws:iam::000000000000:role/x")),
                        "SmsConfiguration is not supported"),
                refused(
                        w -> w.autoVerifiedAttributes(VerifiedAttributeType.PHONE_NUMBER),
                        "AutoVerifiedAttributes phone_number (SMS) is not supported"),
                refused(
                        w -> w.deviceConfiguration(d -> d.challengeRequiredOnNewDevice(true)),
                        "DeviceConfiguration is not supported"),
                refused(
                        w -> w.userPoolAddOns(a -> a.advancedSecurityMode("ENFORCED")),
                        "UserPoolAddOns.AdvancedSecurityMode is not supported"),
                refused(
                        w -> w.emailConfiguration(e -> e.emailSendingAccount("DEVELOPER")),
                        "EmailConfiguration.EmailSendingAccount DEVELOPER is not supported"),
                refused(
                        w -> w.emailConfiguration(e -> e.from("me@example.com")),
                        "EmailConfiguration.From is not supported"),
                refused(
                        w -> w.emailConfiguration(e -> e.sourceArn(arn)),
                        "EmailConfiguration.SourceArn is not supported"),
                refused(
                        w -> w.emailConfiguration(e -> e.replyToEmailAddress("me@example.com")),
                        "EmailConfiguration.ReplyToEmailAddress is not supported"),
                refused(
                        w -> w.emailConfiguration(e -> e.configurationSet("set")),
                        "EmailConfiguration.ConfigurationSet is not supported"),
                refused(
                        w -> w.keyConfiguration(k -> k.keyType("CUSTOMER_MANAGED_KEY")),
                        "KeyConfiguration is not supported"),
                refused(w -> w.issuerConfiguration(i -> i.type("UPDATED")), "IssuerConfiguration is not supported"),
                refused(
                        w -> w.policies(p -> p.passwordPolicy(x -> x.passwordHistorySize(3))),
                        "PasswordPolicy.PasswordHistorySize is not supported"),
                refused(
                        w -> w.policies(p -> p.signInPolicy(x -> x.allowedFirstAuthFactorsWithStrings("WEB_AUTHN"))),
                        "SignInPolicy.AllowedFirstAuthFactors other than PASSWORD is not supported"),
                refused(
                        w -> w.verificationMessageTemplate(v -> v.defaultEmailOption("CONFIRM_WITH_LINK")),
                        "VerificationMessageTemplate.DefaultEmailOption CONFIRM_WITH_LINK is not supported"),
                refused(
                        w -> w.verificationMessageTemplate(v -> v.emailMessageByLink("{##Confirm##}")),
                        "VerificationMessageTemplate.EmailMessageByLink is not supported"),
                refused(
                        w -> w.verificationMessageTemplate(v -> v.emailSubjectByLink("Confirm")),
                        "VerificationMessageTemplate.EmailSubjectByLink is not supported"));
    }

    static Stream<Arguments> wishesThatAreRefused() {
        return Stream.of(
                refused(
                        w -> w.userAttributeUpdateSettings(
                                s -> s.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL)),
                        "AutoVerifiedAttributes"),
                refused(
                        w -> w.adminCreateUserConfig(
                                a -> a.inviteMessageTemplate(m -> m.emailMessage("no placeholders"))),
                        "must contain both {username} and {####}"),
                refused(
                        w -> w.adminCreateUserConfig(a -> a.unusedAccountValidityDays(3))
                                .policies(p -> p.passwordPolicy(x -> x.temporaryPasswordValidityDays(3))),
                        "Please use TemporaryPasswordValidityDays"),
                refused(
                        w -> w.accountRecoverySetting(r -> r.recoveryMechanisms(
                                m -> m.name("admin_only").priority(1),
                                m -> m.name("verified_email").priority(2))),
                        "Invalid account recovery setting"),
                refused(
                        w -> w.accountRecoverySetting(r -> r.recoveryMechanisms(
                                m -> m.name("verified_email").priority(1),
                                m -> m.name("verified_email").priority(2))),
                        "Invalid account recovery setting"),
                refused(
                        w -> w.accountRecoverySetting(r -> r.recoveryMechanisms(
                                m -> m.name("verified_email").priority(1),
                                m -> m.name("verified_phone_number").priority(1))),
                        "Invalid account recovery setting"));
    }

    private static Arguments refused(Consumer<CreateUserPoolRequest.Builder> wish, String message) {
        return Arguments.of(wish, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"wishesThatAreNotBuilt", "wishesThatAreRefused"})
    void refusesWishesThatItCannotKeep(Consumer<CreateUserPoolRequest.Builder> wish, String message) {
        // Given
        TestPool pool = TestPool.make(p -> p.emailVerificationSubject("Kept"));
        CreateUserPoolRequest wanted =
                CreateUserPoolRequest.builder().applyMutation(wish).build();

        // When, Then
        assertThatThrownBy(() -> TestPool.make(wish))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> pool.operator().updateUserPool(r -> {
                    SameWish.copy(wanted, r);
                    r.userPoolId(pool.id());
                }))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThat(pool.describe().emailVerificationSubject()).isEqualTo("Kept");
    }

    @Test
    void listsPoolsPageByPage() {
        // Given
        List<String> made = List.of(
                TestPool.make().id(), TestPool.make().id(), TestPool.make().id());

        // When
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListUserPoolsResponse page =
                    operator().listUserPools(r -> r.maxResults(2).nextToken(from));
            assertThat(page.userPools()).hasSizeLessThanOrEqualTo(2);
            page.userPools().forEach(pool -> listed.add(pool.id()));
            token = page.nextToken();
        } while (token != null);

        // Then
        assertThat(listed).containsAll(made).doesNotHaveDuplicates();
    }

    @Test
    void refusesAForgedPageToken() {
        assertThatThrownBy(() -> operator().listUserPools(r -> r.maxResults(1).nextToken("forged")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid pagination token");
    }

    @Test
    void describeOfAnUnknownPoolIsRefused() {
        assertThatThrownBy(() -> operator().describeUserPool(r -> r.userPoolId(NOBODYS_POOL)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool " + NOBODYS_POOL + " does not exist.");
    }

    @Test
    void aDeletedPoolIsGoneWithItsUsersAndClients() {
        // Given
        TestPool pool = TestPool.make();
        pool.operator().createUserPoolClient(r -> r.userPoolId(pool.id()).clientName("app"));

        // When
        pool.operator().deleteUserPool(r -> r.userPoolId(pool.id()));

        // Then
        assertThatThrownBy(pool::describe).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aProtectedPoolIsNotDeleted() {
        // Given
        TestPool pool = TestPool.make(w -> w.deletionProtection(DeletionProtectionType.ACTIVE));

        // When, Then
        assertThatThrownBy(() -> pool.operator().deleteUserPool(r -> r.userPoolId(pool.id())))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("deletion protection is activated");
        assertThat(pool.describe().deletionProtection()).isEqualTo(DeletionProtectionType.ACTIVE);
    }

    @Test
    void deletionOfAnUnknownPoolIsRefused() {
        assertThatThrownBy(() -> operator().deleteUserPool(r -> r.userPoolId(NOBODYS_POOL)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void nobodyButTheOperatorTouchesPools() {
        assertThatThrownBy(() -> SignetClients.underTest().userPools().listUserPools(r -> r.maxResults(1)))
                .isInstanceOf(AwsServiceException.class)
                .satisfies(refusal -> assertThat(((AwsServiceException) refusal)
                                .awsErrorDetails()
                                .errorCode())
                        .isEqualTo("MissingAuthenticationTokenException"));
    }

    private static CognitoIdentityProviderClient operator() {
        return SignetClients.underTest().operator().userPools();
    }

    private static SchemaAttributeType attribute(UserPoolType pool, String name) {
        return pool.schemaAttributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesToVerifyBeforeUpdateWhatItDoesNotVerify() {
        TestPool pool = TestPool.make();

        assertThatThrownBy(() -> pool.operator().updateUserPool(r -> r.userPoolId(pool.id())
                        .userAttributeUpdateSettings(
                                settings -> settings.attributesRequireVerificationBeforeUpdateWithStrings("email"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Please use AutoVerifiedAttributes to verify the attributes"
                        + " in AttributesRequireVerificationBeforeUpdate.");
    }
}
