package dev.signet.chaos.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the suite answered to an operation that it took. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "answer")
public sealed interface Answer {
    /** The counts that the records of a batch bear now. */
    record Written(Map<String, Long> counts) implements Answer {
        /** The dataset's count after the batch. */
        public long count() {
            return counts.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /** A dataset's count and its records, removed ones too. */
    record Listed(long count, List<Seen> records) implements Answer {}

    /** A record as it was read, without value when it is removed. */
    record Seen(String key, @Nullable String value, long count) {}

    /** Whether there is such a dataset. */
    record Described(boolean exists) implements Answer {}

    /** Whether there is such a user. */
    record Found(boolean exists, @Nullable String status) implements Answer {}

    /** Done; there is nothing to tell. */
    record Done() implements Answer {}
}
