package dev.signet.wire.http;

import dev.signet.wire.Api;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.MDC;

/** Mounts every operation of every {@link Api} bean on the server's router. */
@ApplicationScoped
class Serving {
    private final Operations operations;
    private final Set<String> restPrefixes;
    private final Pipeline pipeline;
    private final Cors cors;

    Serving(
            @All List<InstanceHandle<Api>> apis,
            Entrance entrance,
            Vertx vertx,
            WireConfig config,
            SourceAddress sourceAddress,
            RequestRecord records) {
        var finder = new OperationFinder();
        apis.forEach(api -> finder.add(api.getBean().getBeanClass(), api.get()));
        operations = finder.operations();
        restPrefixes = operations.restRoutes().stream().map(RestRoute::prefix).collect(Collectors.toSet());
        pipeline = new Pipeline(vertx, entrance, config, sourceAddress, records);
        cors = new Cors(config.corsOrigins());
    }

    void mount(@Observes Router router) {
        router.route().order(-100).handler(this::handle);
    }

    private void handle(RoutingContext context) {
        var request = context.request();
        var head = RequestHead.of(request);
        var requestId = RequestIds.next();
        MDC.put("requestId", requestId);
        context.response().putHeader("x-amzn-requestid", requestId).putHeader("X-Content-Type-Options", "nosniff");
        if (!isOurs(head)) {
            context.next();
            return;
        }
        cors.allow(head, context.response());
        if (head.method().equals("OPTIONS")) {
            cors.preflight(head, context.response());
            return;
        }
        pipeline.take(request, head, inbound(head), requestId);
    }

    private boolean isOurs(RequestHead head) {
        if (head.rawPath().equals("/")) {
            return switch (head.method()) {
                case "POST", "OPTIONS" -> operations.servesRoot();
                case "GET" -> operations.servesQuery() && !head.rawQuery().isEmpty();
                default -> false;
            };
        }
        int slash = head.rawPath().indexOf('/', 1);
        return restPrefixes.contains(slash < 0 ? head.rawPath() : head.rawPath().substring(0, slash));
    }

    private Inbound inbound(RequestHead head) {
        if (!head.rawPath().equals("/")) {
            return new RestJsonInbound(operations, head.method(), head.rawPath());
        }
        if (head.method().equals("GET")) {
            return new QueryInbound(operations);
        }
        var target = head.single("X-Amz-Target");
        var form = head.single("Content-Type")
                .filter(type -> type.regionMatches(true, 0, "application/x-www-form-urlencoded", 0, 33));
        return target.isEmpty() && form.isPresent()
                ? new QueryInbound(operations)
                : new AwsJsonInbound(operations, target.orElse(""));
    }
}
