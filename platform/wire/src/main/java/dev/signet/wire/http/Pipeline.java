package dev.signet.wire.http;

import dev.signet.wire.Call;
import dev.signet.wire.Caller;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.IncomingCall;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The way of one request: read, decode, check, admit, run, answer. */
final class Pipeline {
    private final Vertx vertx;
    private final Entrance entrance;
    private final WireConfig config;
    private final SourceAddress sourceAddress;
    private final BodyBudget bodies;
    private final DateHeader date = new DateHeader();
    private final RequestRecord records;

    Pipeline(Vertx vertx, Entrance entrance, WireConfig config, SourceAddress sourceAddress, RequestRecord records) {
        this.vertx = vertx;
        this.entrance = entrance;
        this.config = config;
        this.sourceAddress = sourceAddress;
        this.bodies = new BodyBudget(config.bodiesLimit());
        this.records = records;
    }

    /** Takes a request and answers it in any case. */
    void take(HttpServerRequest request, RequestHead head, Inbound inbound, String requestId) {
        var exchange = new Exchange(head, inbound, requestId);
        var limit = inbound.bodyLimit().orElse(config.bodyLimit());
        var share = bodies.share();
        new BodyReader(vertx, request, limit, share)
                .read(config.bodyTimeout())
                .chain(exchange::perform)
                .onFailure(failure -> !(failure instanceof BodyReader.ClientGone))
                .recoverWithItem(exchange::refuse)
                .onTermination()
                .invoke(share::giveBack)
                .subscribe()
                .with(answer -> exchange.send(request, answer), failure -> exchange.giveUp(request, failure));
    }

    private final class Exchange {
        private final long start = System.nanoTime();
        private final Context context = vertx.getOrCreateContext();
        private final RequestHead head;
        private final Inbound inbound;
        private final String requestId;
        private Optional<Operation> operation = Optional.empty();

        Exchange(RequestHead head, Inbound inbound, String requestId) {
            this.head = head;
            this.inbound = inbound;
            this.requestId = requestId;
        }

        Uni<Answer> perform(byte[] body) {
            var http = new HttpFacts(
                    head.method(), head.rawPath(), head.rawQuery(), head.headers(), body, sourceAddress.of(head));
            var found = inbound.operation(http);
            operation = Optional.of(found);
            records.found(requestId, found);
            var input = inbound.decode(found, http);
            found.check().complaint(input).ifPresent(complaint -> {
                throw new InvalidInput(found.service().invalidInput(), complaint);
            });
            var incoming = new IncomingCall(
                    found.service().signingName(),
                    found.model().name(),
                    found.model().unsigned(),
                    input,
                    http);
            return entrance.pass(incoming, caller -> found.run(input, call(incoming, caller)))
                    .map(response -> inbound.answer(found, response, requestId));
        }

        private Call call(IncomingCall incoming, Caller caller) {
            return new Call(
                    requestId,
                    incoming.service(),
                    incoming.operation(),
                    incoming.http().sourceAddress(),
                    head.single("User-Agent"),
                    caller);
        }

        Answer refuse(Throwable failure) {
            if (!Fault.isAnswer(failure)) {
                records.brokeDown(requestId, failure);
            }
            return inbound.refuse(failure, requestId);
        }

        /** There is nobody to answer, or not even a refusal could be written. */
        void giveUp(HttpServerRequest request, Throwable failure) {
            if (failure instanceof BodyReader.ClientGone) {
                records.left(requestId, System.nanoTime() - start);
                request.response().reset();
                return;
            }
            records.brokeDown(requestId, failure);
            if (!request.response().ended()) {
                request.response().setStatusCode(500).end();
            }
        }

        void send(HttpServerRequest request, Answer answer) {
            if (Vertx.currentContext() != context) {
                context.runOnContext(_ -> send(request, answer));
                return;
            }
            records.answered(requestId, operation, answer, System.nanoTime() - start);
            var response = request.response();
            if (response.closed() || response.ended()) {
                return;
            }
            answer.error().ifPresent(code -> response.putHeader("x-amzn-ErrorType", code));
            response.setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .putHeader("Cache-Control", "no-store")
                    .putHeader("Date", date.at(System.currentTimeMillis()))
                    .end(Buffer.buffer(answer.body()));
        }
    }
}
