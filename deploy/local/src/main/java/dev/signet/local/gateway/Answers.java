package dev.signet.local.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.UUID;

/** What the gateway answers by itself, in the form AWS clients understand and browsers may read. */
final class Answers {
    private static final String EXPOSED = "x-amzn-requestid,x-amzn-errortype,x-amzn-errormessage,date";

    private static final String XML_ERROR =
            "<ErrorResponse xmlns=\"http://webservices.amazon.com/\"><Error><Type>%s</Type><Code>%s</Code>"
                    + "<Message>%s</Message></Error><RequestId>%s</RequestId></ErrorResponse>";

    private Answers() {}

    static void noService(HttpServerRequest request, String service) {
        refuse(request, 503, "ServiceUnavailableException", "The " + service + " service is not there at the moment.");
    }

    static void noAnswer(HttpServerRequest request, String service) {
        refuse(request, 504, "ServiceUnavailableException", "The " + service + " service did not answer in time.");
    }

    static void tooLarge(HttpServerRequest request, long limit) {
        closeAfterwards(request);
        refuse(request, 413, "RequestEntityTooLargeException", "The body is larger than " + limit + " bytes.");
    }

    static void tooSlow(HttpServerRequest request) {
        closeAfterwards(request);
        refuse(request, 408, "RequestTimeoutException", "The body came too slowly.");
    }

    static void tooMany(HttpServerRequest request) {
        closeAfterwards(request);
        refuse(request, 503, "ServiceUnavailableException", "Too much is being sent at once; try again.");
    }

    /** Nobody reads the rest of the body. */
    private static void closeAfterwards(HttpServerRequest request) {
        request.response().putHeader("connection", "close").endHandler(_ -> request.connection()
                .close());
    }

    static void unknown(HttpServerRequest request) {
        boolean call = request.getHeader("x-amz-target") != null
                || request.method().name().equals("POST");
        if (call) {
            refuse(request, 400, "UnknownOperationException", "No service of this suite knows this operation.");
        } else {
            refuse(request, 404, "UnknownOperationException", "There is nothing at this address.");
        }
    }

    /** Lets a browser make the call that it asks about: calls are signed or carry tokens, and cookies play no part. */
    static void preflight(HttpServerRequest request) {
        MultiMap headers = identified(request).headers();
        headers.set("access-control-allow-origin", "*");
        headers.set("access-control-allow-methods", "GET,HEAD,POST,PUT,DELETE");
        String asked = request.getHeader("access-control-request-headers");
        if (asked != null) {
            headers.set("access-control-allow-headers", asked);
        }
        headers.set("access-control-max-age", "7200");
        headers.set("vary", "Access-Control-Request-Headers");
        request.response().setStatusCode(204).end();
    }

    static void welcome(HttpServerRequest request) {
        identified(request)
                .putHeader("content-type", "text/plain; charset=utf-8")
                .end("Signet is running. Point an AWS client's endpoint at this address; mails are at /mailbox.\n");
    }

    /** What cannot be read as HTTP, or whose head is too long. */
    static void unreadable(HttpServerRequest request) {
        identified(request);
        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
    }

    private static HttpServerResponse identified(HttpServerRequest request) {
        return request.response()
                .putHeader("x-amzn-requestid", UUID.randomUUID().toString());
    }

    private static void refuse(HttpServerRequest request, int status, String code, String message) {
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            response.reset();
            return;
        }
        identified(request)
                .setStatusCode(status)
                .putHeader("access-control-allow-origin", "*")
                .putHeader("access-control-expose-headers", EXPOSED);
        if (isQuery(request)) {
            String id = response.headers().get("x-amzn-requestid");
            response.putHeader("content-type", "text/xml")
                    .end(XML_ERROR.formatted(status < 500 ? "Sender" : "Receiver", code, message, id));
        } else {
            response.putHeader("content-type", "application/x-amz-json-1.1")
                    .putHeader("x-amzn-errortype", code)
                    .end(new JsonObject()
                            .put("__type", code)
                            .put("message", message)
                            .encode());
        }
    }

    /** Whether it is a call of the Query protocol, whose clients read XML. */
    private static boolean isQuery(HttpServerRequest request) {
        String type = request.getHeader("content-type");
        String query = request.query();
        return type != null && type.startsWith("application/x-www-form-urlencoded")
                || query != null && query.contains("Action=");
    }
}
