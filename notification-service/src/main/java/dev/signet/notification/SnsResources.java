package dev.signet.notification;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.ResourceNames;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.sns.model.CreatePlatformApplicationRequest;

/** Names the platform application or endpoint that an SNS request is about. */
@Singleton
public class SnsResources implements ResourceNames {
    private final AccountConfig account;

    SnsResources(AccountConfig account) {
        this.account = account;
    }

    @Override
    public String arnOf(SdkPojo request) {
        if (request instanceof CreatePlatformApplicationRequest create) {
            return application(create.platform(), create.name());
        }
        return Stream.of("EndpointArn", "PlatformApplicationArn", "TargetArn", "TopicArn")
                .map(member -> value(request, member))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("*");
    }

    /** The ARN of a platform application. */
    public String application(String platform, String name) {
        return "arn:aws:sns:%s:%s:app/%s/%s".formatted(account.region(), account.accountId(), platform, name);
    }

    /** The ARN of an endpoint of a platform application. */
    public static String endpoint(String applicationArn, String id) {
        return applicationArn.replaceFirst(":app/", ":endpoint/") + "/" + id;
    }

    private static Optional<String> value(SdkPojo request, String member) {
        return request.sdkFields().stream()
                .filter(field -> field.memberName().equals(member))
                .map(field -> field.getValueOrDefault(request))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .findFirst();
    }
}
