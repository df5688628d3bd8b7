package dev.signet.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.UserEvent.UserConfirmed;
import dev.signet.events.inbox.Consumers;
import dev.signet.testkit.BackingServers;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class TraceTest {
    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Consumers consumers;

    @Inject
    Tracer tracer;

    private final String sub = UUID.randomUUID().toString();

    @Test
    void theEffectOfAnEventBelongsToTheTraceOfItsCause() {
        List<SpanContext> effects = new CopyOnWriteArrayList<>();
        consumers.consume(Topic.USERS, "trace-" + sub, UserEvent.class, (work, event) -> work.session()
                .createNativeQuery("select 1")
                .getSingleResult()
                .invoke(() -> {
                    if (event.sub().equals(sub)) {
                        effects.add(Span.current().getSpanContext());
                    }
                })
                .replaceWithVoid());

        SpanContext cause = publishInSpan();

        Eventually.isTrue(() -> effects.size() == 1);
        assertThat(effects.getFirst().getTraceId()).isEqualTo(cause.getTraceId());
        assertThat(effects.getFirst().getSpanId()).isNotEqualTo(cause.getSpanId());
    }

    private SpanContext publishInSpan() {
        Span span = tracer.spanBuilder("cause").startSpan();
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> {
                    try (var _ = span.makeCurrent()) {
                        work.publish(new UserConfirmed("p", sub, Instant.EPOCH));
                    }
                }))
                .onTermination()
                .invoke(() -> span.end())
                .await()
                .atMost(Duration.ofSeconds(20));
        return span.getSpanContext();
    }
}
