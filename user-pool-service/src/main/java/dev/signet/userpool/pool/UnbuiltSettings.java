package dev.signet.userpool.pool;

import dev.signet.userpool.Refusals;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdvancedSecurityModeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DefaultEmailOptionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailConfigurationType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.EmailSendingAccountType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolMfaType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolPolicyType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerificationMessageTemplateType;

/** Refuses, by name, the settings of AWS's pools that would be taken here and then have no effect. */
final class UnbuiltSettings {
    private UnbuiltSettings() {}

    static void refuse(UpdateUserPoolRequest wish) {
        refuseIf(saysSomething(wish.lambdaConfig()), "LambdaConfig");
        refuseIf(saysSomething(wish.smsConfiguration()), "SmsConfiguration");
        refuseIf(
                wish.mfaConfiguration() != null && wish.mfaConfiguration() != UserPoolMfaType.OFF,
                "MfaConfiguration " + wish.mfaConfigurationAsString());
        refuseIf(
                wish.autoVerifiedAttributesAsStrings().contains("phone_number"),
                "AutoVerifiedAttributes phone_number (SMS)");
        refuseIf(saysSomething(wish.deviceConfiguration()), "DeviceConfiguration");
        refuseIf(saysSomething(wish.keyConfiguration()) && !ownKey(wish), "KeyConfiguration");
        refuseIf(issuer(wish), "IssuerConfiguration");
        refuseIf(
                wish.userPoolAddOns() != null
                        && wish.userPoolAddOns().advancedSecurityMode() != AdvancedSecurityModeType.OFF,
                "UserPoolAddOns.AdvancedSecurityMode");
        refuseEmail(wish.emailConfiguration());
        refusePolicies(wish.policies());
        refuseLinks(wish.verificationMessageTemplate());
    }

    private static boolean ownKey(UpdateUserPoolRequest wish) {
        return "AWS_OWNED_KEY".equals(wish.keyConfiguration().keyTypeAsString());
    }

    private static boolean issuer(UpdateUserPoolRequest wish) {
        return wish.issuerConfiguration() != null
                && "UPDATED".equals(wish.issuerConfiguration().typeAsString());
    }

    private static void refuseEmail(@Nullable EmailConfigurationType wish) {
        if (wish == null) {
            return;
        }
        refuseIf(
                wish.emailSendingAccount() == EmailSendingAccountType.DEVELOPER,
                "EmailConfiguration.EmailSendingAccount DEVELOPER");
        refuseIf(wish.sourceArn() != null, "EmailConfiguration.SourceArn");
        refuseIf(wish.from() != null, "EmailConfiguration.From");
        refuseIf(wish.replyToEmailAddress() != null, "EmailConfiguration.ReplyToEmailAddress");
        refuseIf(wish.configurationSet() != null, "EmailConfiguration.ConfigurationSet");
    }

    private static void refusePolicies(@Nullable UserPoolPolicyType wish) {
        if (wish == null) {
            return;
        }
        int history = Optional.ofNullable(wish.passwordPolicy())
                .map(PasswordPolicyType::passwordHistorySize)
                .orElse(0);
        refuseIf(history > 0, "PasswordPolicy.PasswordHistorySize");
        List<String> factors =
                wish.signInPolicy() == null ? List.of() : wish.signInPolicy().allowedFirstAuthFactorsAsStrings();
        refuseIf(
                factors.stream().anyMatch(factor -> !factor.equals("PASSWORD")),
                "SignInPolicy.AllowedFirstAuthFactors other than PASSWORD");
    }

    private static void refuseLinks(@Nullable VerificationMessageTemplateType wish) {
        if (wish == null) {
            return;
        }
        refuseIf(
                wish.defaultEmailOption() == DefaultEmailOptionType.CONFIRM_WITH_LINK,
                "VerificationMessageTemplate.DefaultEmailOption CONFIRM_WITH_LINK");
        refuseIf(wish.emailMessageByLink() != null, "VerificationMessageTemplate.EmailMessageByLink");
        refuseIf(wish.emailSubjectByLink() != null, "VerificationMessageTemplate.EmailSubjectByLink");
    }

    private static boolean saysSomething(@Nullable SdkPojo structure) {
        return structure != null
                && structure.sdkFields().stream()
                        .map(field -> field.getValueOrDefault(structure))
                        .anyMatch(value -> value != null
                                && !(value instanceof Map<?, ?> map && map.isEmpty())
                                && !(value instanceof List<?> list && list.isEmpty()));
    }

    private static void refuseIf(boolean wanted, String setting) {
        if (wanted) {
            throw Refusals.notBuilt(setting);
        }
    }
}
