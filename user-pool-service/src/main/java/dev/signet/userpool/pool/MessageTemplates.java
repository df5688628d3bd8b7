package dev.signet.userpool.pool;

import org.jspecify.annotations.Nullable;

/**
 * The operator's texts of mails and short messages, each null where the operator gave none. <code>{####}</code> stands
 * for the code or the temporary password, <code>{username}</code> for the username.
 */
public record MessageTemplates(
        @Nullable String verificationSubject,
        @Nullable String verificationBody,
        @Nullable String verificationSms,
        @Nullable String authenticationSms,
        @Nullable String invitationSubject,
        @Nullable String invitationBody,
        @Nullable String invitationSms) {
    /** No text of the operator's. */
    public static final MessageTemplates DEFAULT = new MessageTemplates(null, null, null, null, null, null, null);

    public String verificationSubjectOrDefault() {
        return verificationSubject == null ? "Your verification code" : verificationSubject;
    }

    public String verificationBodyOrDefault() {
        return verificationBody == null ? "Your verification code is {####}" : verificationBody;
    }

    public String verificationSmsOrDefault() {
        return verificationSms == null ? "Your verification code is {####}" : verificationSms;
    }

    public String invitationSubjectOrDefault() {
        return invitationSubject == null ? "Your temporary password" : invitationSubject;
    }

    public String invitationBodyOrDefault() {
        return invitationBody == null ? "Your username is {username} and temporary password is {####}" : invitationBody;
    }

    public String invitationSmsOrDefault() {
        return invitationSms == null ? "Your username is {username} and temporary password is {####}" : invitationSms;
    }
}
