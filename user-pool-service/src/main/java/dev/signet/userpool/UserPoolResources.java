package dev.signet.userpool;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.ResourceNames;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import software.amazon.awssdk.core.SdkPojo;

/** Names the user pool that a request is about. */
@ApplicationScoped
public class UserPoolResources implements ResourceNames {
    @Inject
    AccountConfig account;

    @Override
    public String arnOf(SdkPojo request) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equals("UserPoolId"))
                .map(field -> field.getValueOrDefault(request))
                .filter(String.class::isInstance)
                .map(id -> "arn:aws:cognito-idp:" + account.region() + ":" + account.accountId() + ":userpool/" + id)
                .findFirst()
                .orElse("*");
    }
}
