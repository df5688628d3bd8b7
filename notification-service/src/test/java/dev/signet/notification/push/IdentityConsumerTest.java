package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.change.ChangeHeads;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class IdentityConsumerTest {
    @Inject
    Identity identity;

    @Inject
    Identity other;

    @Inject
    ChangeHeads heads;

    private List<ChangeHead> headsOf(Identity whose) {
        return heads.byOthers(whose.id, "any", List.of("Settings")).await().atMost(Duration.ofSeconds(20));
    }

    private void writeBoth() {
        identity.write("Settings", 1, null);
        other.write("Settings", 1, null);
        await().until(() -> !headsOf(identity).isEmpty() && !headsOf(other).isEmpty());
    }

    @Test
    void forgetsWhatChangedForADeletedIdentity() {
        writeBoth();

        identity.deleted();

        await().until(() -> headsOf(identity).isEmpty());
        assertThat(headsOf(other)).hasSize(1);
    }

    @Test
    void forgetsWhatChangedForAnIdentityThatWasMergedIntoAnother() {
        writeBoth();

        identity.mergedInto(other);

        await().until(() -> headsOf(identity).isEmpty());
        assertThat(headsOf(other)).hasSize(1);
    }
}
