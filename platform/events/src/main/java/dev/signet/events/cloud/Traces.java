package dev.signet.events.cloud;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Optional;

/** The W3C trace that an event belongs to. */
public final class Traces {
    private Traces() {}

    /** The current span as {@code traceparent}, if there is one. */
    public static Optional<String> current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex())
                : Optional.empty();
    }
}
