package dev.signet.userpool.pool;

import dev.signet.userpool.Refusals;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AccountRecoverySettingType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserConfigType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeletionProtectionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageTemplateType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RecoveryOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;

/** Reads what a request wants of a pool into settings; what is left out becomes AWS's default. */
final class PoolWishes {
    private PoolWishes() {}

    /** The settings of a pool to be made. */
    static PoolSettings of(CreateUserPoolRequest request) {
        SignInNames names = signInNames(request);
        Schema schema = request.hasSchema() ? SchemaWishes.of(request.schema()) : Schema.STANDARD;
        return of(changeable(request), names, schema);
    }

    /** The settings of a pool to be changed. */
    static PoolSettings of(UpdateUserPoolRequest request, PoolSettings before) {
        return of(request, before.signInNames(), before.schema());
    }

    private static PoolSettings of(UpdateUserPoolRequest request, SignInNames names, Schema schema) {
        UnbuiltSettings.refuse(request);
        AdminCreateUserConfigType admin = orEmpty(request.adminCreateUserConfig());
        PasswordPolicyType passwords = Optional.ofNullable(request.policies())
                .map(UserPoolPolicyType::passwordPolicy)
                .orElse(null);
        if (admin.unusedAccountValidityDays() != null
                && passwords != null
                && passwords.temporaryPasswordValidityDays() != null) {
            throw Refusals.invalidParameter(
                    "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays");
        }
        return new PoolSettings(
                passwords(passwords, admin.unusedAccountValidityDays()),
                names,
                schema,
                new TreeSet<>(request.autoVerifiedAttributesAsStrings()),
                verifiedBeforeUpdate(request),
                messages(request),
                recovery(request.accountRecoverySetting()),
                Boolean.TRUE.equals(admin.allowAdminCreateUserOnly()),
                request.deletionProtection() == DeletionProtectionType.ACTIVE,
                request.userPoolTierAsString() == null ? "ESSENTIALS" : request.userPoolTierAsString(),
                request.userPoolTags());
    }

    private static SignInNames signInNames(CreateUserPoolRequest request) {
        if (!request.aliasAttributes().isEmpty()
                && !request.usernameAttributes().isEmpty()) {
            throw Refusals.invalidParameter(
                    "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.");
        }
        boolean caseSensitive = request.usernameConfiguration() == null
                || request.usernameConfiguration().caseSensitive();
        return new SignInNames(
                Set.copyOf(request.aliasAttributesAsStrings()),
                Set.copyOf(request.usernameAttributesAsStrings()),
                caseSensitive);
    }

    private static PasswordPolicy passwords(@Nullable PasswordPolicyType wish, @Nullable Integer unusedDays) {
        int days = unusedDays == null ? PasswordPolicy.DEFAULT.temporaryValidDays() : unusedDays;
        if (wish == null) {
            PasswordPolicy d = PasswordPolicy.DEFAULT;
            return new PasswordPolicy(d.minimumLength(), d.uppercase(), d.lowercase(), d.numbers(), d.symbols(), days);
        }
        return new PasswordPolicy(
                Objects.requireNonNullElse(wish.minimumLength(), PasswordPolicy.DEFAULT.minimumLength()),
                Boolean.TRUE.equals(wish.requireUppercase()),
                Boolean.TRUE.equals(wish.requireLowercase()),
                Boolean.TRUE.equals(wish.requireNumbers()),
                Boolean.TRUE.equals(wish.requireSymbols()),
                Objects.requireNonNullElse(wish.temporaryPasswordValidityDays(), days));
    }

    private static Set<String> verifiedBeforeUpdate(UpdateUserPoolRequest request) {
        if (request.userAttributeUpdateSettings() == null) {
            return Set.of();
        }
        Set<String> wanted = new TreeSet<>(
                request.userAttributeUpdateSettings().attributesRequireVerificationBeforeUpdateAsStrings());
        if (!request.autoVerifiedAttributesAsStrings().containsAll(wanted)) {
            throw Refusals.invalidParameter("Please use AutoVerifiedAttributes to verify the attributes"
                    + " in AttributesRequireVerificationBeforeUpdate.");
        }
        return wanted;
    }

    private static MessageTemplates messages(UpdateUserPoolRequest request) {
        VerificationMessageTemplateType code = request.verificationMessageTemplate() == null
                ? VerificationMessageTemplateType.builder().build()
                : request.verificationMessageTemplate();
        MessageTemplateType invitation = Optional.ofNullable(request.adminCreateUserConfig())
                .map(AdminCreateUserConfigType::inviteMessageTemplate)
                .orElseGet(() -> MessageTemplateType.builder().build());
        return new MessageTemplates(
                either(code.emailSubject(), request.emailVerificationSubject()),
                either(code.emailMessage(), request.emailVerificationMessage()),
                either(code.smsMessage(), request.smsVerificationMessage()),
                request.smsAuthenticationMessage(),
                invitation.emailSubject(),
                invitation(invitation.emailMessage()),
                invitation(invitation.smsMessage()));
    }

    private static @Nullable String invitation(@Nullable String text) {
        if (text != null && !(text.contains("{username}") && text.contains("{####}"))) {
            throw Refusals.invalidParameter("The invitation message must contain both {username} and {####}");
        }
        return text;
    }

    private static @Nullable List<String> recovery(@Nullable AccountRecoverySettingType wish) {
        if (wish == null || !wish.hasRecoveryMechanisms()) {
            return null;
        }
        List<RecoveryOptionType> ways = wish.recoveryMechanisms();
        List<String> names = ways.stream()
                .sorted((a, b) -> a.priority().compareTo(b.priority()))
                .map(RecoveryOptionType::nameAsString)
                .toList();
        if (Set.copyOf(names).size() < names.size()
                || ways.stream().map(RecoveryOptionType::priority).distinct().count() < ways.size()
                || (names.contains("admin_only") && names.size() > 1)) {
            throw Refusals.invalidParameter("Invalid account recovery setting.");
        }
        return names;
    }

    private static AdminCreateUserConfigType orEmpty(@Nullable AdminCreateUserConfigType wish) {
        return wish == null ? AdminCreateUserConfigType.builder().build() : wish;
    }

    private static @Nullable String either(@Nullable String first, @Nullable String second) {
        return first == null ? second : first;
    }

    // what CreateUserPool and UpdateUserPool have in common; the SDK gives them no common type
    private static UpdateUserPoolRequest changeable(CreateUserPoolRequest request) {
        UpdateUserPoolRequest.Builder same = UpdateUserPoolRequest.builder()
                .policies(request.policies())
                .deletionProtection(request.deletionProtectionAsString())
                .lambdaConfig(request.lambdaConfig())
                .autoVerifiedAttributesWithStrings(request.autoVerifiedAttributesAsStrings())
                .smsVerificationMessage(request.smsVerificationMessage())
                .emailVerificationMessage(request.emailVerificationMessage())
                .emailVerificationSubject(request.emailVerificationSubject())
                .verificationMessageTemplate(request.verificationMessageTemplate())
                .smsAuthenticationMessage(request.smsAuthenticationMessage())
                .userAttributeUpdateSettings(request.userAttributeUpdateSettings())
                .mfaConfiguration(request.mfaConfigurationAsString())
                .deviceConfiguration(request.deviceConfiguration())
                .emailConfiguration(request.emailConfiguration())
                .smsConfiguration(request.smsConfiguration())
                .userPoolTags(request.userPoolTags());
        return same.adminCreateUserConfig(request.adminCreateUserConfig())
                .userPoolAddOns(request.userPoolAddOns())
                .accountRecoverySetting(request.accountRecoverySetting())
                .userPoolTier(request.userPoolTierAsString())
                .keyConfiguration(request.keyConfiguration())
                .issuerConfiguration(request.issuerConfiguration())
                .build();
    }
}
