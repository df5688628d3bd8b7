package dev.signet.sync.dataset;

import static dev.signet.sync.world.Member.fresh;
import static dev.signet.sync.world.Member.remove;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Heard;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.Dataset;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.ListDatasetsResponse;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

@SyncServiceTest
class DatasetsTest {
    @Inject
    World world;

    @Inject
    Heard heard;

    private Member ann;

    @BeforeEach
    void someone() {
        ann = world.newMember();
    }

    @Test
    void describesADataset() {
        Instant before = Instant.now().minusSeconds(1);
        ann.update("notes", replace("a", "12345", 0), replace("b", "é", 0));
        ann.updateFrom("phone", "notes", remove("a", 1));

        Dataset dataset = describe("notes");

        assertThat(dataset.datasetName()).isEqualTo("notes");
        assertThat(dataset.identityId()).isEqualTo(ann.identity());
        assertThat(dataset.numRecords()).isEqualTo(1);
        assertThat(dataset.dataStorage()).isEqualTo(2);
        assertThat(dataset.lastModifiedBy()).isEqualTo("phone");
        assertThat(dataset.creationDate()).isAfter(before);
        assertThat(dataset.lastModifiedDate()).isAfterOrEqualTo(dataset.creationDate());
    }

    private Dataset describe(String name) {
        return ann.client()
                .describeDataset(r ->
                        r.identityPoolId(ann.pool()).identityId(ann.identity()).datasetName(name))
                .dataset();
    }

    @Test
    void refusesToDescribeOrDeleteADatasetThatIsNot() {
        ann.update("gone", fresh("a"));
        ann.delete("gone");

        for (String name : new String[] {"never", "gone"}) {
            assertThatThrownBy(() -> describe(name))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("Dataset '" + name + "' doesn't exist.")
                    .satisfies(e -> assertThat(((ResourceNotFoundException) e).statusCode())
                            .isEqualTo(404));
            assertThatThrownBy(() -> ann.delete(name))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("Dataset '" + name + "' doesn't exist.");
        }
    }

    @Test
    void answersADeletedDatasetAsItWas() {
        ann.update("notes", replace("a", "123", 0));

        Dataset deleted = ann.client()
                .deleteDataset(r ->
                        r.identityPoolId(ann.pool()).identityId(ann.identity()).datasetName("notes"))
                .dataset();

        assertThat(deleted.datasetName()).isEqualTo("notes");
        assertThat(deleted.numRecords()).isEqualTo(1);
        assertThat(deleted.dataStorage()).isEqualTo(3);
    }

    @Test
    void tellsWhoKnewADatasetThatItWasDeleted() {
        ann.update("notes", fresh("a"));
        ann.delete("notes");

        ListRecordsResponse forWhoKnew = ann.listSince("notes", 1);
        ListRecordsResponse forNewcomers = ann.list("notes");

        assertThat(forWhoKnew.datasetExists()).isFalse();
        assertThat(forWhoKnew.datasetDeletedAfterRequestedSyncCount()).isTrue();
        assertThat(forWhoKnew.datasetSyncCount()).isEqualTo(2);
        assertThat(forWhoKnew.records()).isEmpty();
        assertThat(forNewcomers.datasetDeletedAfterRequestedSyncCount()).isFalse();
    }

    @Test
    void goesOnCountingWhenADatasetIsMadeAnew() {
        ann.update("notes", fresh("old"));
        ann.delete("notes");

        long count = ann.update("notes", fresh("new")).getFirst().syncCount();

        assertThat(count).isEqualTo(3);
        assertThat(ann.records("notes")).containsOnlyKeys("new");
        assertThat(ann.listSince("notes", 1).datasetDeletedAfterRequestedSyncCount())
                .isTrue();
        assertThat(ann.listSince("notes", 1).datasetExists()).isTrue();
        assertThat(ann.listSince("notes", 2).datasetDeletedAfterRequestedSyncCount())
                .isFalse();
    }

    @Test
    void tellsOthersOfADeletion() {
        ann.update("notes", fresh("a"));
        ann.delete("notes");

        Eventually.succeeds(() -> assertThat(heard.changes(ann.identity())).hasSize(2));
        var deletion = heard.changes(ann.identity()).getLast();
        assertThat(deletion.deleted()).isTrue();
        assertThat(deletion.syncCount()).isEqualTo(2);
        assertThat(deletion.datasetName()).isEqualTo("notes");
    }

    @Test
    void listsDatasetsPageByPage() {
        for (String name : new String[] {"c", "a", "B", "d", "e"}) {
            ann.update(name, fresh("k"));
        }
        ann.delete("d");
        world.newMember(ann.pool()).update("other", fresh("k"));

        var names = new ArrayList<String>();
        String token = null;
        int pages = 0;
        do {
            ListDatasetsResponse page = page(ann, 3, token);
            assertThat(page.count()).isEqualTo(page.datasets().size());
            page.datasets().forEach(dataset -> names.add(dataset.datasetName()));
            token = page.nextToken();
            pages++;
        } while (token != null);

        assertThat(names).containsExactly("B", "a", "c", "e");
        assertThat(pages).isEqualTo(2);
    }

    private static ListDatasetsResponse page(Member member, Integer size, String token) {
        return member.client().listDatasets(r -> r.identityPoolId(member.pool())
                .identityId(member.identity())
                .maxResults(size)
                .nextToken(token));
    }

    @Test
    void refusesAPageTokenOfSomebodyElse() {
        Member bob = world.newMember(ann.pool());
        bob.update("a", fresh("k"));
        bob.update("b", fresh("k"));
        String token = page(bob, 1, null).nextToken();

        assertThatThrownBy(() -> page(ann, 1, token))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The NextToken is invalid.");
        assertThatThrownBy(() -> page(ann, 1, "made up"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The NextToken is invalid.");
        assertThatThrownBy(() -> page(ann, 0, null))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("MaxResults must be at least 1.");
    }
}
