package dev.signet.sync.usage;

import static dev.signet.sync.world.Member.remove;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.IdentityPoolUsage;
import software.amazon.awssdk.services.cognitosync.model.IdentityUsage;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

@SyncServiceTest
class UsageTest {
    @Inject
    World world;

    @Test
    void addsUpWhatAnIdentityStores() {
        Member ann = world.newMember();
        ann.update("notes", replace("a", "12345", 0), replace("b", "é", 0));
        ann.update("other", replace("a", "123", 0));
        ann.update("notes", remove("a", 1));

        IdentityUsage usage = usageOf(ann);

        assertThat(usage.identityId()).isEqualTo(ann.identity());
        assertThat(usage.identityPoolId()).isEqualTo(ann.pool());
        assertThat(usage.datasetCount()).isEqualTo(2);
        assertThat(usage.dataStorage()).isEqualTo(5);
        assertThat(usage.lastModifiedDate()).isNotNull();
    }

    @Test
    void knowsThatAnIdentityStoresNothingYet() {
        IdentityUsage usage = usageOf(world.newMember());

        assertThat(usage.datasetCount()).isZero();
        assertThat(usage.dataStorage()).isZero();
        assertThat(usage.lastModifiedDate()).isNull();
    }

    @Test
    void refusesToDescribeAnIdentityNobodyKnows() {
        var nobody = new Member(world.newPool(), world.newIdentityId(), world.operator());

        assertThatThrownBy(() -> usageOf(nobody))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Identity '" + nobody.identity() + "' not found.");
    }

    private static IdentityUsage usageOf(Member member) {
        return member.client()
                .describeIdentityUsage(r -> r.identityPoolId(member.pool()).identityId(member.identity()))
                .identityUsage();
    }

    @Test
    void addsUpWhatAPoolStores() {
        Member ann = world.newMember();
        Member bob = world.newMember(ann.pool());
        Member cleo = world.newMember(ann.pool());
        ann.update("notes", replace("a", "1234567890", 0));
        ann.update("notes", replace("a", "12345", 1));
        bob.update("notes", replace("a", "123", 0));
        bob.delete("notes");
        bob.update("other", replace("a", "12", 0));
        cleo.update("notes", replace("a", "1234", 0));
        world.publish(new IdentityDeleted(cleo.pool(), cleo.identity(), Instant.now()));

        Eventually.succeeds(
                () -> assertThat(poolUsage(ann.pool()).dataStorage()).isEqualTo(7));
        assertThat(poolUsage(ann.pool()).lastModifiedDate()).isNotNull();
    }

    @Test
    void countsSessionsThatBegan() {
        Member ann = world.newMember();
        var first = ann.list("notes");
        ann.list("notes");
        ann.client().listRecords(r -> r.identityPoolId(ann.pool())
                .identityId(ann.identity())
                .datasetName("notes")
                .syncSessionToken(first.syncSessionToken()));

        Eventually.succeeds(
                () -> assertThat(poolUsage(ann.pool()).syncSessionsCount()).isEqualTo(2));
    }

    @Test
    void knowsThatAPoolStoresNothingYet() {
        String pool = world.newPool();

        IdentityPoolUsage usage = poolUsage(pool);

        assertThat(usage.identityPoolId()).isEqualTo(pool);
        assertThat(usage.dataStorage()).isZero();
        assertThat(usage.syncSessionsCount()).isZero();
    }

    private IdentityPoolUsage poolUsage(String pool) {
        return world.operator()
                .describeIdentityPoolUsage(r -> r.identityPoolId(pool))
                .identityPoolUsage();
    }

    @Test
    void listsPoolsPageByPage() {
        Member ann = world.newMember();
        Member bob = world.newMember();
        ann.update("notes", replace("a", "1", 0));
        bob.update("notes", replace("a", "1", 0));

        var seen = new ArrayList<String>();
        String token = null;
        do {
            String nextToken = token;
            var page =
                    world.operator().listIdentityPoolUsage(r -> r.maxResults(1).nextToken(nextToken));
            assertThat(page.count()).isEqualTo(1);
            page.identityPoolUsages().forEach(usage -> seen.add(usage.identityPoolId()));
            token = page.nextToken();
        } while (token != null);

        assertThat(seen)
                .contains(ann.pool(), bob.pool())
                .doesNotHaveDuplicates()
                .isSorted();
    }

    @Test
    void refusesAPageTokenThatIsNone() {
        assertThatThrownBy(() -> world.operator().listIdentityPoolUsage(r -> r.nextToken("made up")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The NextToken is invalid.");
        assertThatThrownBy(() -> world.operator().listIdentityPoolUsage(r -> r.maxResults(0)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("MaxResults must be at least 1.");
    }
}
