package dev.signet.sync.record;

import static dev.signet.sync.world.Member.fresh;
import static dev.signet.sync.world.Member.remove;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Heard;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

@SyncServiceTest
class RecordsTest {
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
    void listsADatasetThatNeverWas() {
        ListRecordsResponse answer = ann.list("notes");

        assertThat(answer.datasetExists()).isFalse();
        assertThat(answer.datasetDeletedAfterRequestedSyncCount()).isFalse();
        assertThat(answer.datasetSyncCount()).isZero();
        assertThat(answer.count()).isZero();
        assertThat(answer.records()).isEmpty();
        assertThat(answer.syncSessionToken()).isNotBlank();
    }

    @Test
    void givesAllRecordsOfABatchTheNextCount() {
        List<Record> first = ann.update("notes", fresh("a", "b"));
        List<Record> second = ann.update("notes", replace("a", "new", 1), replace("c", "3", 0));

        assertThat(first).extracting(Record::syncCount).containsExactly(1L, 1L);
        assertThat(second).extracting(Record::syncCount).containsExactly(2L, 2L);
        assertThat(ann.list("notes").datasetSyncCount()).isEqualTo(2);
    }

    @Test
    void keepsWhoWroteWhenAndWhatTheDeviceSaid() {
        Instant said = Instant.parse("2020-02-29T12:34:56.789Z");
        Instant before = Instant.now().minusSeconds(1);

        ann.updateFrom(
                "phone",
                "notes",
                replace("a", "1", 0).toBuilder().deviceLastModifiedDate(said).build());
        ann.update("notes", replace("b", "2", 0));

        Record byPhone = ann.records("notes").get("a");
        assertThat(byPhone.value()).isEqualTo("1");
        assertThat(byPhone.lastModifiedBy()).isEqualTo("phone");
        assertThat(byPhone.deviceLastModifiedDate()).isEqualTo(said);
        assertThat(byPhone.lastModifiedDate()).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(ann.records("notes").get("b").lastModifiedBy()).isEqualTo(ann.identity());
        assertThat(ann.list("notes").lastModifiedBy()).isEqualTo(ann.identity());
    }

    @Test
    void listsOnlyWhatChangedSinceACount() {
        ann.update("notes", fresh("a", "b"));
        ann.update("notes", replace("b", "new", 1));

        ListRecordsResponse answer = ann.listSince("notes", 1);

        assertThat(answer.records()).extracting(Record::key).containsExactly("b");
        assertThat(ann.listSince("notes", 2).records()).isEmpty();
        assertThat(ann.listSince("notes", Long.MAX_VALUE).records()).isEmpty();
    }

    @Test
    void leavesATombstoneOfARemovedRecord() {
        ann.update("notes", fresh("a", "b"));
        ann.update("notes", remove("a", 1));

        Record tombstone = ann.listSince("notes", 1).records().getFirst();

        assertThat(tombstone.key()).isEqualTo("a");
        assertThat(tombstone.value()).isNull();
        assertThat(tombstone.syncCount()).isEqualTo(2);
    }

    @Test
    void writesAgainOverATombstoneAtItsCount() {
        ann.update("notes", fresh("a"));
        ann.update("notes", remove("a", 1));

        ann.update("notes", replace("a", "again", 2));

        assertThat(ann.records("notes").get("a").value()).isEqualTo("again");
    }

    @Test
    void turnsPagesWithoutLosingWhatChangesMeanwhile() {
        ann.update("notes", fresh(IntStream.range(0, 10).mapToObj(i -> "k" + i).toArray(String[]::new)));
        ListRecordsResponse page = page(ann, 4, null);
        List<Record> seen = new ArrayList<>(page.records());
        String early = seen.getFirst().key();
        ann.update("notes", replace(early, "newer", 1), replace("late", "x", 0));

        while (page.nextToken() != null) {
            page = page(ann, 4, page.nextToken());
            seen.addAll(page.records());
        }

        assertThat(page.datasetSyncCount()).isEqualTo(2);
        assertThat(seen)
                .extracting(Record::key)
                .contains("k0", "k5", "k9", "late")
                .hasSize(12);
        assertThat(seen).filteredOn(record -> record.key().equals(early)).last().satisfies(record -> assertThat(
                        record.value())
                .isEqualTo("newer"));
    }

    /** AWS's client for Android keeps what the last page says, and removed data with it if that page forgets. */
    @Test
    void tellsOnEveryPageThatTheDatasetWasDeletedSinceTheCountAskedFor() {
        ann.update("notes", fresh("old"));
        ann.delete("notes");
        ann.update("notes", fresh("a", "b", "c"));

        List<ListRecordsResponse> pages = pagesSince(1, () -> {});

        assertThat(pages)
                .extracting(ListRecordsResponse::datasetDeletedAfterRequestedSyncCount)
                .containsExactly(true, true, true);
    }

    @Test
    void tellsWhoTurnsPagesFromTheBeginningThatTheDatasetWasDeletedMeanwhile() {
        ann.update("notes", fresh("old 1", "old 2"));

        List<ListRecordsResponse> pages = pagesSince(0, () -> {
            ann.delete("notes");
            ann.update("notes", fresh("a", "b"));
        });

        assertThat(pages)
                .extracting(ListRecordsResponse::datasetDeletedAfterRequestedSyncCount)
                .containsExactly(false, true, true);
    }

    @Test
    void tellsNobodyWhoKnewNothingThatTheDatasetWasDeletedBefore() {
        ann.update("notes", fresh("old"));
        ann.delete("notes");
        ann.update("notes", fresh("a", "b"));

        List<ListRecordsResponse> pages = pagesSince(0, () -> {});

        assertThat(pages)
                .extracting(ListRecordsResponse::datasetDeletedAfterRequestedSyncCount)
                .containsExactly(false, false);
    }

    /** All pages of one record each; something happens after the first. */
    private List<ListRecordsResponse> pagesSince(long count, Runnable meanwhile) {
        var pages = new ArrayList<>(List.of(page(ann, 1, null, count)));
        meanwhile.run();
        while (pages.getLast().nextToken() != null) {
            pages.add(page(ann, 1, pages.getLast().nextToken(), count));
        }
        return pages;
    }

    private static ListRecordsResponse page(Member member, int size, String nextToken) {
        return page(member, size, nextToken, 0);
    }

    private static ListRecordsResponse page(Member member, int size, String nextToken, long lastSyncCount) {
        return member.client().listRecords(request -> request.identityPoolId(member.pool())
                .identityId(member.identity())
                .datasetName("notes")
                .lastSyncCount(lastSyncCount)
                .maxResults(size)
                .nextToken(nextToken));
    }

    @Test
    void keepsTextsOfAnyScript() {
        String odd = "\uD83D\uDE00 'quoted' \"double\" \\ {\"json\": [1]} \u202E \t\n";

        ann.update("notes", replace(odd, odd, 0), replace("e".repeat(1024), "", 0));

        assertThat(ann.records("notes").get(odd).value()).isEqualTo(odd);
        assertThat(ann.records("notes").get("e".repeat(1024)).value()).isEmpty();
    }

    @Test
    void keepsKeysThatNoIndexCouldHold() {
        String first = random(1024);
        String second = random(1024);

        ann.update("notes", replace(first, "1", 0), replace(second, "2", 0));
        ann.update("notes", replace(first, "3", 1));

        assertThat(ann.records("notes").get(first).value()).isEqualTo("3");
        assertThat(ann.records("notes").get(second).value()).isEqualTo("2");
    }

    private static String random(int length) {
        return new java.util.Random()
                .ints(length, 0x4E00, 0x9FFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void takesAnEmptyBatchForNothing() {
        List<Record> records = ann.update("notes", new RecordPatch[0]);

        assertThat(records).isEmpty();
        assertThat(ann.list("notes").datasetExists()).isFalse();
    }

    @Test
    void tellsOfEachCommittedBatchOnce() {
        String device = ann.register("LIVE", "token");
        String others = world.newMember(ann.pool()).register("LIVE", "token");
        ann.updateFrom(device, "notes", fresh("a", "b", "c"));
        ann.update("notes", replace("a", "2", 1));
        ann.updateFrom("made up", "notes", replace("a", "3", 2));
        ann.updateFrom(others, "notes", replace("a", "4", 3));

        Eventually.succeeds(() -> assertThat(heard.changes(ann.identity())).hasSize(4));
        var changes = heard.changes(ann.identity());
        assertThat(changes).extracting(change -> change.syncCount()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(changes).extracting(change -> change.changedByDevice()).containsExactly(device, null, null, null);
        assertThat(changes).allSatisfy(change -> {
            assertThat(change.identityPoolId()).isEqualTo(ann.pool());
            assertThat(change.datasetName()).isEqualTo("notes");
            assertThat(change.deleted()).isFalse();
        });
    }
}
