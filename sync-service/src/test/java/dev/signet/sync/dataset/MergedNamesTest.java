package dev.signet.sync.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.sync.identity.IdentityKey;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MergedNamesTest {
    private static final String PARENT = "us-east-1:00000000-0000-0000-0000-00000000000a";
    private static final String CHILD = "us-east-1:00000000-0000-0000-0000-00000000000b";
    private static final String GRANDCHILD = "us-east-1:00000000-0000-0000-0000-00000000000c";

    @Test
    void namesADatasetAfterItsFormerIdentity() {
        var names = new MergedNames(CHILD, Set.of());

        String name = names.nameFor(dataset("notes"));

        assertThat(name).isEqualTo("notes." + CHILD);
    }

    @Test
    void keepsTheNameOfADatasetThatWasMergedBefore() {
        var dataset = dataset("notes");
        dataset.moveTo(CHILD, "notes." + GRANDCHILD);

        String name = new MergedNames(CHILD, Set.of()).nameFor(dataset);
        dataset.moveTo(PARENT, name);

        assertThat(name).isEqualTo("notes." + GRANDCHILD);
        assertThat(dataset.mergedInto).isEqualTo("notes");
    }

    @Test
    void numbersANameThatIsTaken() {
        var names = new MergedNames(CHILD, Set.of("notes." + CHILD));

        String name = names.nameFor(dataset("notes"));

        assertThat(name).isEqualTo("notes." + CHILD + ".2");
    }

    @Test
    void cutsNamesThatGrowTooLongAndTellsThemApart() {
        var names = new MergedNames(CHILD, Set.of());

        String first = names.nameFor(dataset("n".repeat(127) + "1"));
        String second = names.nameFor(dataset("n".repeat(127) + "2"));

        assertThat(first).hasSize(128).endsWith("." + CHILD).isNotEqualTo(second);
        assertThat(second).hasSize(128).matches("[a-zA-Z0-9_.:-]+");
    }

    private static Dataset dataset(String name) {
        return new Dataset(new IdentityKey("us-east-1:0", CHILD).dataset(name), Instant.EPOCH, "device");
    }
}
