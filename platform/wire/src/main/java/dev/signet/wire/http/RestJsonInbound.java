package dev.signet.wire.http;

import dev.signet.wire.CommonError;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.Refusal;
import dev.signet.wire.codec.Form;
import dev.signet.wire.codec.HttpBindings;
import dev.signet.wire.codec.JsonReader;
import dev.signet.wire.codec.JsonWriter;
import dev.signet.wire.codec.Values;
import dev.signet.wire.model.Protocol;
import dev.signet.wire.model.ServiceModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.SdkPojo;

/** REST-JSON: method and path name the operation; path, query, headers and body hold its input. */
final class RestJsonInbound implements Inbound {
    private static final String CONTENT_TYPE = "application/json";

    private final Operations operations;
    private final Optional<Matched> matched;

    private record Matched(RestRoute route, Map<String, String> labels) {}

    RestJsonInbound(Operations operations, String method, String rawPath) {
        this.operations = operations;
        var segments = List.of(rawPath.substring(1).split("/", -1));
        matched = operations.restRoutes().stream()
                .flatMap(route -> route.match(method, segments).map(labels -> new Matched(route, labels)).stream())
                .findFirst();
    }

    @Override
    public OptionalInt bodyLimit() {
        return matched.map(found -> found.route().model().bodyLimit()).orElse(OptionalInt.empty());
    }

    @Override
    public Optional<ServiceModel> service() {
        return matched.map(found -> found.route().service());
    }

    @Override
    public Operation operation(HttpFacts http) {
        var route = matched.orElseThrow(
                        () -> Refusal.of(CommonError.UNKNOWN_OPERATION, "No operation has this method and path."))
                .route();
        return operations.named(route.service(), route.model().name());
    }

    @Override
    public SdkPojo decode(Operation operation, HttpFacts http) {
        var builder = operation.input().start();
        if (http.body().length > 0) {
            JsonReader.read(http.body(), operation.input(), builder);
        }
        HttpBindings.read(
                operation.input(),
                builder,
                matched.map(Matched::labels).orElseThrow(),
                Form.pairs(http.rawQuery()),
                http.headers());
        return Values.build(builder);
    }

    @Override
    public Answer answer(Operation operation, SdkPojo response, String requestId) {
        return Answer.ok(CONTENT_TYPE, JsonWriter.write(response, operation.output()));
    }

    @Override
    public Answer refuse(Throwable failure, String requestId) {
        var fault = Fault.of(failure, Protocol.REST_JSON, service());
        return Answer.error(fault, CONTENT_TYPE, JsonErrors.messageOnly(fault));
    }
}
