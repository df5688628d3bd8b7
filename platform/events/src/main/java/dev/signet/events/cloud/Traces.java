package dev.signet.events.cloud;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The W3C trace that an event belongs to, carried through outbox and Kafka as {@code traceparent}. */
public final class Traces {
    private static final String TRACEPARENT = "traceparent";

    private Traces() {}

    /** The current span as {@code traceparent}, if there is one. */
    public static Optional<String> current() {
        SpanContext span = Span.current().getSpanContext();
        return span.isValid()
                ? Optional.of("00-" + span.getTraceId() + "-" + span.getSpanId() + "-"
                        + span.getTraceFlags().asHex())
                : Optional.empty();
    }

    /** Runs the effect of an event in a span of the event's trace, where it has one. */
    public static Uni<Void> continued(CloudEvent event, Supplier<Uni<Void>> effect) {
        return event.traceparent()
                .map(traceparent -> inSpan(traceparent, event, effect))
                .orElseGet(effect);
    }

    @SuppressWarnings("MustBeClosedChecker") // closed when the effect ends, which is not when this method does
    private static Uni<Void> inSpan(String traceparent, CloudEvent event, Supplier<Uni<Void>> effect) {
        Context parent = W3CTraceContextPropagator.getInstance()
                .extract(Context.root(), Map.of(TRACEPARENT, traceparent), new Header());
        Span span = GlobalOpenTelemetry.getTracer("dev.signet.events")
                .spanBuilder("process " + event.type())
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .startSpan();
        var scope = span.makeCurrent();
        return Uni.createFrom().deferred(() -> effect.get()).onTermination().invoke((_, failure, _) -> {
            if (failure != null) {
                span.setStatus(StatusCode.ERROR, failure.getClass().getName());
            }
            scope.close();
            span.end();
        });
    }

    private static final class Header implements TextMapGetter<Map<String, String>> {
        @Override
        public Iterable<String> keys(Map<String, String> headers) {
            return List.copyOf(headers.keySet());
        }

        @Override
        public @Nullable String get(@Nullable Map<String, String> headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    }
}
