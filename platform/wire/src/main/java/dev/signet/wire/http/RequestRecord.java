package dev.signet.wire.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * What is recorded of requests: a line in the access log, a timer per operation and outcome, the names on the trace's
 * span. Only names of the API model, statuses and times; never anything that the client sent.
 */
@ApplicationScoped
class RequestRecord {
    private static final Logger ACCESS = Logger.getLogger("dev.signet.access");
    private static final Logger LOG = Logger.getLogger("dev.signet.wire");
    private static final String NONE = "none";
    /** As nginx writes it down. */
    private static final int CLIENT_GONE = 499;

    private final MeterRegistry meters;

    RequestRecord(MeterRegistry meters) {
        this.meters = meters;
    }

    /** The request's operation is known. */
    void found(String requestId, Operation operation) {
        var span = Span.current();
        if (span.isRecording()) {
            span.updateName(
                    operation.service().signingName() + "." + operation.model().name());
            span.setAttribute("rpc.system", "aws-api");
            span.setAttribute("rpc.service", operation.service().signingName());
            span.setAttribute("rpc.method", operation.model().name());
            span.setAttribute("aws.request_id", requestId);
        }
    }

    /** The client went away before its request was complete, which is neither an answer nor a failure of the server's. */
    void left(String requestId, long nanos) {
        ended(requestId, Optional.empty(), CLIENT_GONE, "ClientGone", nanos);
    }

    /** The request is answered. */
    void answered(String requestId, Optional<Operation> operation, Answer answer, long nanos) {
        ended(requestId, operation, answer.status(), answer.error().orElse(NONE), nanos);
    }

    private void ended(String requestId, Optional<Operation> operation, int status, String error, long nanos) {
        var service = operation.map(found -> found.service().signingName()).orElse(NONE);
        var name = operation.map(found -> found.model().name()).orElse(NONE);
        meters.timer(
                        "signet.requests",
                        "service",
                        service,
                        "operation",
                        name,
                        "status",
                        Integer.toString(status),
                        "error",
                        error)
                .record(nanos, TimeUnit.NANOSECONDS);
        ACCESS.infof(
                "request=%s service=%s operation=%s status=%d error=%s ms=%s",
                requestId, service, name, status, error, BigDecimal.valueOf(nanos / 10_000, 2));
    }

    /** The server failed, which is no fault of the client's. */
    void brokeDown(String requestId, Throwable failure) {
        LOG.errorf(failure, "request=%s could not be answered", requestId);
    }
}
