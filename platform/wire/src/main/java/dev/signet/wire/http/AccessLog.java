package dev.signet.wire.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** One line per answered request: names, status and time, never anything that the client sent. */
@ApplicationScoped
class AccessLog {
    private static final Logger LOG = Logger.getLogger("dev.signet.access");

    void answered(String requestId, Optional<Operation> operation, Answer answer, long nanos) {
        if (LOG.isInfoEnabled()) {
            LOG.infof(
                    "request=%s service=%s operation=%s status=%d error=%s ms=%s",
                    requestId,
                    operation.map(found -> found.service().signingName()).orElse("-"),
                    operation.map(found -> found.model().name()).orElse("-"),
                    answer.status(),
                    answer.error().orElse("-"),
                    String.format(Locale.ROOT, "%.2f", nanos / 1e6));
        }
    }

    void brokeDown(String requestId, Throwable failure) {
        LOG.errorf(failure, "request=%s could not be answered", requestId);
    }
}
