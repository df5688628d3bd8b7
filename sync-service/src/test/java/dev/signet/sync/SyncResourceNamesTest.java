package dev.signet.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.iam.AccountConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.DescribeIdentityPoolUsageRequest;
import software.amazon.awssdk.services.cognitosync.model.ListDatasetsRequest;
import software.amazon.awssdk.services.cognitosync.model.ListIdentityPoolUsageRequest;
import software.amazon.awssdk.services.cognitosync.model.RegisterDeviceRequest;
import software.amazon.awssdk.services.cognitosync.model.SubscribeToDatasetRequest;

class SyncResourceNamesTest {
    private static final String PREFIX = "arn:aws:cognito-sync:eu-west-1:123456789012:";

    private final SyncResourceNames names = new SyncResourceNames(new SmallRyeConfigBuilder()
            .withMapping(AccountConfig.class)
            .withDefaultValue("signet.region", "eu-west-1")
            .withDefaultValue("signet.account-id", "123456789012")
            .build()
            .getConfigMapping(AccountConfig.class));

    @Test
    void namesADataset() {
        var request = SubscribeToDatasetRequest.builder()
                .identityPoolId("p:1")
                .identityId("i:2")
                .datasetName("notes")
                .deviceId("device")
                .build();

        assertThat(names.arnOf(request)).isEqualTo(PREFIX + "identitypool/p:1/identity/i:2/dataset/notes");
    }

    @Test
    void namesAllDatasetsForTheirList() {
        var request = ListDatasetsRequest.builder()
                .identityPoolId("p:1")
                .identityId("i:2")
                .build();

        assertThat(names.arnOf(request)).isEqualTo(PREFIX + "identitypool/p:1/identity/i:2/dataset/*");
    }

    @Test
    void namesAnIdentity() {
        var request = RegisterDeviceRequest.builder()
                .identityPoolId("p:1")
                .identityId("i:2")
                .build();

        assertThat(names.arnOf(request)).isEqualTo(PREFIX + "identitypool/p:1/identity/i:2");
    }

    @Test
    void namesAPool() {
        var request =
                DescribeIdentityPoolUsageRequest.builder().identityPoolId("p:1").build();

        assertThat(names.arnOf(request)).isEqualTo(PREFIX + "identitypool/p:1");
    }

    @Test
    void namesNothingWhereNoPoolIsMeant() {
        assertThat(names.arnOf(ListIdentityPoolUsageRequest.builder().build())).isEqualTo("*");
    }
}
