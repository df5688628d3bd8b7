package dev.signet.wire.http;

import dev.signet.wire.CommonError;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.Refusal;
import dev.signet.wire.codec.JsonReader;
import dev.signet.wire.codec.JsonWriter;
import dev.signet.wire.codec.Values;
import dev.signet.wire.model.OperationModel;
import dev.signet.wire.model.Protocol;
import dev.signet.wire.model.ServiceModel;
import java.util.Optional;
import java.util.OptionalInt;
import software.amazon.awssdk.core.SdkPojo;

/** AWS JSON 1.1: the header {@code X-Amz-Target} names service and operation. */
final class AwsJsonInbound implements Inbound {
    private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
    private static final byte[] NOTHING = {};

    private final Operations operations;
    private final Optional<ServiceModel> service;
    private final String name;

    AwsJsonInbound(Operations operations, String target) {
        this.operations = operations;
        int dot = target.lastIndexOf('.');
        service = operations.serviceOfTarget(dot < 0 ? "" : target.substring(0, dot));
        name = target.substring(dot + 1);
    }

    @Override
    public OptionalInt bodyLimit() {
        return service.map(known -> known.operations().get(name))
                .map(OperationModel::bodyLimit)
                .orElse(OptionalInt.empty());
    }

    @Override
    public Optional<ServiceModel> service() {
        return service;
    }

    @Override
    public Operation operation(HttpFacts http) {
        return operations.named(
                service.orElseThrow(() ->
                        Refusal.of(CommonError.UNKNOWN_OPERATION, "X-Amz-Target names no operation of this server.")),
                name);
    }

    @Override
    public SdkPojo decode(Operation operation, HttpFacts http) {
        var builder = operation.input().start();
        JsonReader.read(http.body(), operation.input(), builder);
        return Values.build(builder);
    }

    @Override
    public Answer answer(Operation operation, SdkPojo response, String requestId) {
        return Answer.ok(
                CONTENT_TYPE, operation.model().answers() ? JsonWriter.write(response, operation.output()) : NOTHING);
    }

    @Override
    public Answer refuse(Throwable failure, String requestId) {
        var fault = Fault.of(failure, Protocol.AWS_JSON, service);
        return Answer.error(fault, CONTENT_TYPE, JsonErrors.withType(fault));
    }
}
