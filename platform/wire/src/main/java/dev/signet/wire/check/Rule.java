package dev.signet.wire.check;

import dev.signet.wire.codec.Values;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** What a value must satisfy, compiled once from the shape in the API model. */
sealed interface Rule {
    /** Whether the value may be shown in a message. */
    boolean sensitive();

    record Anything(boolean sensitive) implements Rule {}

    record Text(Range length, Optional<BoundedPattern> pattern, List<String> enumeration, boolean sensitive)
            implements Rule {}

    record Number(Range range, boolean sensitive) implements Rule {}

    record Sequence(Range size, Rule item, boolean sensitive) implements Rule {}

    record Dictionary(Range size, Rule key, Rule value, boolean sensitive) implements Rule {}

    record Structure(List<Member> members, boolean sensitive) implements Rule {}

    /**
     * A member of a structure.
     *
     * @param name as AWS's messages write it
     */
    record Member(String name, boolean required, SdkField<?> field, Rule rule) {
        @Nullable
        Object of(SdkPojo pojo) {
            return Values.present(field.getValueOrDefault(pojo));
        }
    }

    /** Inclusive bounds, which may be open. */
    record Range(long min, long max) {}
}
