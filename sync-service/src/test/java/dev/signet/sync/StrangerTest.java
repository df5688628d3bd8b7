package dev.signet.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.iam.Anonymous;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.wire.Call;
import dev.signet.wire.Refusal;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;

/** A caller without credentials, whom the gate already keeps out, would find every door behind it closed as well. */
class StrangerTest {
    private final Call call =
            new Call("1", "cognito-sync", "ListRecords", Optional.empty(), Optional.empty(), new Anonymous());
    private final IdentityKey identity = new IdentityKey("us-east-1:p", "us-east-1:i");

    @Test
    void isNeitherAnIdentityNorADeveloper() {
        assertRefused(() -> Access.toIdentity(identity, call));
        assertRefused(() -> Access.onlyIdentity(identity, call));
        assertRefused(() -> Access.onlyDevelopers(call));
        assertRefused(() -> Access.nameOf(call));
    }

    private static void assertRefused(ThrowingCallable door) {
        assertThatThrownBy(door)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(NotAuthorizedException.class))
                .hasMessage("ListRecords can only be called with credentials of an identity in an identity pool.");
    }
}
