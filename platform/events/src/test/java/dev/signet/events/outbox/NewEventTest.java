package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.UserEvent.UserSignedUp;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NewEventTest {
    private static final IdentityCreated EVENT = new IdentityCreated("p", "i", Instant.EPOCH);

    @Test
    void carriesTheTraceInWhichItWasPublished() {
        var span = Span.wrap(SpanContext.create(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                TraceFlags.getSampled(),
                TraceState.getDefault()));

        try (var _ = span.makeCurrent()) {
            assertThat(NewEvent.of(EVENT, 1_000).traceparent())
                    .isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
        }
    }

    @Test
    void carriesNoTraceWhereThereIsNone() {
        assertThat(NewEvent.of(EVENT, 1_000).traceparent()).isNull();
    }

    @Test
    void refusesWhatConsumersWouldRefuse() {
        var large = new UserSignedUp("p", "s", "x".repeat(1_000), Instant.EPOCH);

        assertThatThrownBy(() -> NewEvent.of(large, 1_000)).isInstanceOf(IllegalArgumentException.class);
    }
}
