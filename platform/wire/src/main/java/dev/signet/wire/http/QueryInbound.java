package dev.signet.wire.http;

import dev.signet.wire.CommonError;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.Refusal;
import dev.signet.wire.codec.Form;
import dev.signet.wire.codec.FormReader;
import dev.signet.wire.codec.XmlWriter;
import dev.signet.wire.model.Protocol;
import dev.signet.wire.model.ServiceModel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;

/**
 * AWS Query: a form, in the body or as a query string, whose {@code Action} and {@code Version} name operation and service;
 * answers are XML.
 */
final class QueryInbound implements Inbound {
    private static final String CONTENT_TYPE = "text/xml";

    private final Operations operations;
    private @Nullable Form form;
    private Optional<ServiceModel> service = Optional.empty();

    QueryInbound(Operations operations) {
        this.operations = operations;
    }

    @Override
    public OptionalInt bodyLimit() {
        return OptionalInt.empty();
    }

    @Override
    public Optional<ServiceModel> service() {
        return service;
    }

    @Override
    public Operation operation(HttpFacts http) {
        var read = http.method().equals("GET") ? Form.read(http.rawQuery()) : Form.read(http.body());
        form = read;
        service = read.parameter("Version").flatMap(operations::serviceOfVersion);
        return operations.named(
                service.orElseThrow(() -> Refusal.of(
                        CommonError.UNKNOWN_OPERATION, "Action and Version name no operation of this server.")),
                read.parameter("Action").orElse(""));
    }

    @Override
    public SdkPojo decode(Operation operation, HttpFacts http) {
        if (form == null) {
            throw new IllegalStateException("the operation was not looked up first");
        }
        return FormReader.read(form, operation.input());
    }

    @Override
    public Answer answer(Operation operation, SdkPojo response, String requestId) {
        var name = operation.model().name();
        var xml = new XmlWriter().open(name + "Response", operation.service().xmlNamespace());
        if (operation.model().answers()) {
            xml.open(name + "Result").members(response, operation.output()).close(name + "Result");
        }
        xml.open("ResponseMetadata").text("RequestId", requestId).close("ResponseMetadata");
        return Answer.ok(CONTENT_TYPE, xml.close(name + "Response").toString().getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer refuse(Throwable failure, String requestId) {
        var fault = Fault.of(failure, Protocol.QUERY, service);
        var xml = new XmlWriter()
                .open("ErrorResponse", service.map(ServiceModel::xmlNamespace).orElse("http://webservices.amazon.com/"))
                .open("Error")
                .text("Type", fault.status() < 500 ? "Sender" : "Receiver")
                .text("Code", fault.code())
                .text("Message", fault.message())
                .close("Error")
                .text("RequestId", requestId)
                .close("ErrorResponse");
        return Answer.error(fault, CONTENT_TYPE, xml.toString());
    }
}
