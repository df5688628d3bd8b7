package dev.signet.sync;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.ResourceNames;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.cognitosync.model.ListDatasetsRequest;

/** Names the pool, identity or dataset that a request is about, as AWS's service authorization reference does. */
@ApplicationScoped
public class SyncResourceNames implements ResourceNames {
    private final AccountConfig account;

    SyncResourceNames(AccountConfig account) {
        this.account = account;
    }

    @Override
    public String arnOf(SdkPojo request) {
        return member(request, "IdentityPoolId")
                .map(pool -> "arn:aws:cognito-sync:" + account.region() + ":" + account.accountId() + ":identitypool/"
                        + pool + identityPart(request))
                .orElse("*");
    }

    private static String identityPart(SdkPojo request) {
        return member(request, "IdentityId")
                .map(identity -> "/identity/" + identity + datasetPart(request))
                .orElse("");
    }

    private static String datasetPart(SdkPojo request) {
        if (request instanceof ListDatasetsRequest) {
            return "/dataset/*";
        }
        return member(request, "DatasetName").map(name -> "/dataset/" + name).orElse("");
    }

    private static Optional<String> member(SdkPojo request, String name) {
        return request instanceof SdkRequest sdkRequest
                ? sdkRequest.getValueForField(name, String.class)
                : Optional.empty();
    }
}
