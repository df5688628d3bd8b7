package dev.signet.iam;

import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.sigv4.KeyRing;
import dev.signet.iam.sigv4.SigningKey;
import jakarta.inject.Singleton;
import java.util.Optional;

/** All keys that a request may be signed with: the operator's, and those of open role sessions. */
@Singleton
class Credentials implements KeyRing<Principal> {
    private final SigningKey<Principal> operator;
    private final SessionCredentials sessions;

    Credentials(OperatorKey operatorKey, AccountConfig account, SessionCredentials sessions) {
        this.operator = new SigningKey<>(
                new Operator(account.accountId(), operatorKey.accessKeyId()), operatorKey.secretAccessKey());
        this.sessions = sessions;
    }

    @Override
    public SigningKey<Principal> find(String accessKeyId, Optional<String> sessionToken) {
        if (sessionToken.isPresent()) {
            SigningKey<RoleSession> key = sessions.open(accessKeyId, sessionToken.get());
            return new SigningKey<>(key.owner(), key.secret());
        }
        if (operator.owner() instanceof Operator known && known.accessKeyId().equals(accessKeyId)) {
            return operator;
        }
        throw SessionCredentials.unrecognized();
    }
}
