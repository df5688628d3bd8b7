package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.CommonError;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;

class ClosedGateTest {
    private final ClosedGate gate = new ClosedGate();

    @Test
    void whatNeedsNoSignatureIsLetThrough() {
        assertThat(gate.admit(call(true)).await().indefinitely()).isNotNull();
    }

    @Test
    void whatNeedsASignatureIsRefusedWhereNobodyCanCheckIt() {
        assertThatThrownBy(() -> gate.admit(call(false)).await().indefinitely())
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.error())
                        .isEqualTo(CommonError.MISSING_AUTHENTICATION_TOKEN));
    }

    private static IncomingCall call(boolean unsigned) {
        var http = new HttpFacts("POST", "/", "", List.of(), new byte[0], Optional.empty());
        return new IncomingCall(
                "sts",
                "GetCallerIdentity",
                unsigned,
                GetCallerIdentityRequest.builder().build(),
                http);
    }
}
