package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import dev.signet.wire.model.Models;
import dev.signet.wire.model.Protocol;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FaultTest {
    private static final Throwable BREAKDOWN =
            new CompletionException(new IllegalStateException("the password is secret"));

    @Test
    void aBreakdownSaysNothingOfItself() {
        var query = Fault.of(BREAKDOWN, Protocol.QUERY, Optional.of(Models.load("sns")));
        var json = Fault.of(BREAKDOWN, Protocol.AWS_JSON, Optional.of(Models.load("cognitoidentityprovider")));
        var nowhere = Fault.of(BREAKDOWN, Protocol.AWS_JSON, Optional.empty());

        assertThat(query).isEqualTo(new Fault("InternalFailure", 500, "The server could not answer this request."));
        assertThat(json.code()).isEqualTo("InternalErrorException");
        assertThat(nowhere.code()).isEqualTo("InternalFailure");
        assertThat(Fault.isAnswer(BREAKDOWN)).isFalse();
    }

    @Test
    void whoIsNotAllowedIsToldSoInTheServicesOwnWord() {
        var denied = Refusal.of(CommonError.ACCESS_DENIED, "You may not.");

        var sns = Fault.of(denied, Protocol.QUERY, Optional.of(Models.load("sns")));
        var sts = Fault.of(denied, Protocol.QUERY, Optional.of(Models.load("sts")));
        var sync = Fault.of(denied, Protocol.REST_JSON, Optional.of(Models.load("cognitosync")));

        assertThat(sns).isEqualTo(new Fault("AuthorizationError", 403, "You may not."));
        assertThat(sts).isEqualTo(new Fault("AccessDenied", 403, "You may not."));
        assertThat(sync.code()).isEqualTo("AccessDeniedException");
    }
}
