package dev.signet.wire.http;

import dev.signet.wire.model.OperationModel;
import dev.signet.wire.model.ServiceModel;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The method and path template of one REST operation.
 *
 * @param segments literal segments, and labels in braces
 */
record RestRoute(ServiceModel service, OperationModel model, List<String> segments) {
    /** A literal segment wins over a label. */
    static final Comparator<RestRoute> MOST_LITERAL_FIRST = Comparator.comparingLong(
            route -> route.segments().stream().filter(RestRoute::isLabel).count());

    static RestRoute of(ServiceModel service, OperationModel model) {
        return new RestRoute(service, model, List.of(model.uri().substring(1).split("/")));
    }

    /** The first segment of the path, with its slash. */
    String prefix() {
        return "/" + segments.getFirst();
    }

    /** The labels' values, still percent-encoded, if the method and the raw path fit. */
    Optional<Map<String, String>> match(String method, List<String> rawSegments) {
        if (!model.method().equals(method) || rawSegments.size() != segments.size()) {
            return Optional.empty();
        }
        var labels = new HashMap<String, String>();
        for (int i = 0; i < rawSegments.size(); i++) {
            var segment = segments.get(i);
            var raw = rawSegments.get(i);
            if (isLabel(segment) && !raw.isEmpty()) {
                labels.put(segment.substring(1, segment.length() - 1), raw);
            } else if (!segment.equals(raw)) {
                return Optional.empty();
            }
        }
        return Optional.of(labels);
    }

    private static boolean isLabel(String segment) {
        return segment.startsWith("{");
    }
}
