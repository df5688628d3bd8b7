package dev.signet.userpool.pool;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountRecoverySettingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DefaultEmailOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageTemplateType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolDescriptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;

/** Shows pools as AWS does. */
final class PoolShapes {
    private PoolShapes() {}

    static UserPoolDescriptionType summary(UserPool pool) {
        return UserPoolDescriptionType.builder()
                .id(pool.id())
                .name(pool.name())
                .creationDate(pool.createdAt())
                .lastModifiedDate(pool.modifiedAt())
                .build();
    }

    static UserPoolType full(UserPool pool, String arn, int users) {
        PoolSettings settings = pool.settings();
        UserPoolType.Builder shape = UserPoolType.builder()
                .id(pool.id())
                .name(pool.name())
                .arn(arn)
                .creationDate(pool.createdAt())
                .lastModifiedDate(pool.modifiedAt())
                .estimatedNumberOfUsers(users)
                .mfaConfiguration(UserPoolMfaType.OFF)
                .userPoolTier(settings.tier())
                .userPoolTags(settings.tags())
                .deletionProtection(
                        settings.deletionProtected() ? DeletionProtectionType.ACTIVE : DeletionProtectionType.INACTIVE)
                .policies(p -> p.passwordPolicy(passwords(settings.passwords())))
                .schemaAttributes(schema(settings.schema()))
                .usernameConfiguration(
                        c -> c.caseSensitive(settings.signInNames().caseSensitive()))
                .emailConfiguration(EmailConfigurationType.builder()
                        .emailSendingAccount(EmailSendingAccountType.COGNITO_DEFAULT)
                        .build())
                .adminCreateUserConfig(adminCreate(settings))
                .accountRecoverySetting(recovery(settings.recovery()));
        addNames(shape, settings);
        addMessages(shape, settings.messages());
        return shape.build();
    }

    private static void addNames(UserPoolType.Builder shape, PoolSettings settings) {
        SignInNames names = settings.signInNames();
        if (!names.aliases().isEmpty()) {
            shape.aliasAttributesWithStrings(new TreeSet<>(names.aliases()));
        }
        if (names.byAddress()) {
            shape.usernameAttributesWithStrings(new TreeSet<>(names.addresses()));
        }
        if (!settings.autoVerified().isEmpty()) {
            shape.autoVerifiedAttributesWithStrings(new TreeSet<>(settings.autoVerified()));
        }
        shape.userAttributeUpdateSettings(s ->
                s.attributesRequireVerificationBeforeUpdateWithStrings(new TreeSet<>(settings.verifiedBeforeUpdate())));
    }

    private static void addMessages(UserPoolType.Builder shape, MessageTemplates texts) {
        shape.emailVerificationSubject(texts.verificationSubject())
                .emailVerificationMessage(texts.verificationBody())
                .smsVerificationMessage(texts.verificationSms())
                .smsAuthenticationMessage(texts.authenticationSms())
                .verificationMessageTemplate(VerificationMessageTemplateType.builder()
                        .defaultEmailOption(DefaultEmailOptionType.CONFIRM_WITH_CODE)
                        .emailSubject(texts.verificationSubject())
                        .emailMessage(texts.verificationBody())
                        .smsMessage(texts.verificationSms())
                        .build());
    }

    private static PasswordPolicyType passwords(PasswordPolicy policy) {
        return PasswordPolicyType.builder()
                .minimumLength(policy.minimumLength())
                .requireUppercase(policy.uppercase())
                .requireLowercase(policy.lowercase())
                .requireNumbers(policy.numbers())
                .requireSymbols(policy.symbols())
                .temporaryPasswordValidityDays(policy.temporaryValidDays())
                .build();
    }

    private static AdminCreateUserConfigType adminCreate(PoolSettings settings) {
        MessageTemplates texts = settings.messages();
        AdminCreateUserConfigType.Builder shape = AdminCreateUserConfigType.builder()
                .allowAdminCreateUserOnly(settings.adminCreatesUsersOnly())
                .unusedAccountValidityDays(settings.passwords().temporaryValidDays());
        if (texts.invitationSubject() != null || texts.invitationBody() != null || texts.invitationSms() != null) {
            shape.inviteMessageTemplate(MessageTemplateType.builder()
                    .emailSubject(texts.invitationSubject())
                    .emailMessage(texts.invitationBody())
                    .smsMessage(texts.invitationSms())
                    .build());
        }
        return shape.build();
    }

    private static @Nullable AccountRecoverySettingType recovery(@Nullable List<String> ways) {
        if (ways == null) {
            return null;
        }
        return AccountRecoverySettingType.builder()
                .recoveryMechanisms(IntStream.range(0, ways.size())
                        .mapToObj(i -> RecoveryOptionType.builder()
                                .name(ways.get(i))
                                .priority(i + 1)
                                .build())
                        .toList())
                .build();
    }

    private static List<SchemaAttributeType> schema(Schema schema) {
        return schema.attributes().stream().map(PoolShapes::attribute).toList();
    }

    private static SchemaAttributeType attribute(SchemaAttribute attribute) {
        SchemaAttributeType.Builder shape = SchemaAttributeType.builder()
                .name(attribute.name())
                .attributeDataType(attribute.type())
                .developerOnlyAttribute(attribute.developerOnly())
                .mutable(attribute.mutable())
                .required(attribute.required());
        switch (attribute.type()) {
            case SchemaAttribute.STRING ->
                shape.stringAttributeConstraints(
                        c -> c.minLength(attribute.minimum()).maxLength(attribute.maximum()));
            case SchemaAttribute.NUMBER ->
                shape.numberAttributeConstraints(
                        c -> c.minValue(attribute.minimum()).maxValue(attribute.maximum()));
            default -> {}
        }
        return shape.build();
    }
}
