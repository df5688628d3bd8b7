package dev.signet.wire.codec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/** Reads the members of a REST request that stand outside its body. */
public final class HttpBindings {
    private HttpBindings() {}

    /** Reads them; labels are still percent-encoded, the query is decoded. */
    public static void read(
            Plan.Structure plan,
            SdkPojo builder,
            Map<String, String> labels,
            Map<String, String> query,
            List<Map.Entry<String, String>> headers) {
        for (var member : plan.members()) {
            var text =
                    switch (member.location()) {
                        case PATH, GREEDY_PATH -> label(labels, member.name());
                        case QUERY_PARAM -> query.get(member.name());
                        case HEADER -> header(headers, member.name());
                        case PAYLOAD, STATUS_CODE -> null;
                    };
            if (text != null) {
                member.set(builder, Scalars.parse(member.plan(), text));
            }
        }
    }

    private static @Nullable String label(Map<String, String> labels, String name) {
        var raw = labels.get(name);
        return raw == null ? null : PercentDecoder.path(raw);
    }

    private static @Nullable String header(List<Map.Entry<String, String>> headers, String name) {
        for (var header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                return Text.accept(header.getValue());
            }
        }
        return null;
    }
}
