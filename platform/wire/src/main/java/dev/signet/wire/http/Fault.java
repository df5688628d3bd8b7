package dev.signet.wire.http;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import dev.signet.wire.model.ErrorModel;
import dev.signet.wire.model.Protocol;
import dev.signet.wire.model.ServiceModel;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/**
 * An error as one protocol words it.
 */
record Fault(String code, int status, String message) {

    static Fault of(Throwable failure, Protocol protocol, Optional<ServiceModel> service) {
        return switch (cause(failure)) {
            case Refusal refusal -> refused(refusal, protocol, service);
            case InvalidInput invalid -> of(invalid.error(), invalid);
            default -> breakdown(protocol, service);
        };
    }

    /** Whether a failure is an answer, and not a breakdown of the server. */
    static boolean isAnswer(Throwable failure) {
        return switch (cause(failure)) {
            case Refusal _, InvalidInput _ -> true;
            default -> false;
        };
    }

    private static Throwable cause(Throwable failure) {
        var cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    private static Fault of(ErrorModel error, Throwable failure) {
        return new Fault(error.code(), error.status(), message(failure));
    }

    private static String message(Throwable failure) {
        var message = failure.getMessage();
        return message == null ? "" : message;
    }

    private static Fault breakdown(Protocol protocol, Optional<ServiceModel> service) {
        var modelled = service.flatMap(ServiceModel::internalError);
        var code = modelled.map(ErrorModel::code).orElse(CommonError.INTERNAL_FAILURE.jsonCode());
        return new Fault(
                protocol == Protocol.QUERY ? CommonError.INTERNAL_FAILURE.queryCode() : code,
                500,
                "The server could not answer this request.");
    }

    private static Fault refused(Refusal refusal, Protocol protocol, Optional<ServiceModel> service) {
        return switch (refusal.error()) {
            case CommonError common -> common(common, refusal, protocol, service);
            case Class<?> exception ->
                of(
                        service.flatMap(known -> known.error(exception))
                                .orElseGet(() -> new ErrorModel(exception.getSimpleName(), 400)),
                        refusal);
            default -> throw new IllegalStateException("a refusal of an unknown kind");
        };
    }

    private static Fault common(CommonError error, Refusal refusal, Protocol protocol, Optional<ServiceModel> service) {
        return service.filter(_ -> error == CommonError.ACCESS_DENIED)
                .flatMap(ServiceModel::accessDenied)
                .map(own -> of(own, refusal))
                .orElseGet(() -> new Fault(code(error, protocol), status(error, protocol), message(refusal)));
    }

    private static String code(CommonError error, Protocol protocol) {
        return protocol == Protocol.QUERY ? error.queryCode() : error.jsonCode();
    }

    private static int status(CommonError error, Protocol protocol) {
        if (protocol == Protocol.REST_JSON && error == CommonError.UNKNOWN_OPERATION) {
            return 404;
        }
        return protocol == Protocol.AWS_JSON ? error.jsonStatus() : error.queryStatus();
    }
}
