package dev.signet.identitypool.sts;

import dev.signet.iam.RoleSession;
import dev.signet.iam.role.Role;
import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.session.SessionGrant;
import dev.signet.iam.session.TemporaryCredentials;
import dev.signet.identitypool.StsRefusals;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sts.model.AssumedRoleUser;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Issues the credentials of a session once it is decided that there may be one. */
@ApplicationScoped
class Sessions {
    private static final Duration DEFAULT = Duration.ofHours(1);
    private static final Duration LONGEST_CHAINED = Duration.ofHours(1);

    private final SessionCredentials credentials;
    private final InstantSource clock;

    Sessions(SessionCredentials credentials, InstantSource clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    /** How long a session is to last, checked against the role. */
    static Duration duration(@Nullable Integer seconds, Role role) {
        Duration wanted = Optional.ofNullable(seconds).map(Duration::ofSeconds).orElse(DEFAULT);
        if (wanted.compareTo(role.longestSession()) > 0) {
            throw StsRefusals.longerThanTheRoleAllows();
        }
        return wanted;
    }

    /** As {@link #duration}, for a session begun from another. */
    static Duration chainedDuration(@Nullable Integer seconds, Role role) {
        Duration wanted = duration(seconds, role);
        if (wanted.compareTo(LONGEST_CHAINED) > 0) {
            throw StsRefusals.longerThanAChainAllows();
        }
        return wanted;
    }

    /** @param context condition keys that hold for the session's life */
    Issued issue(
            Role role, String sessionName, Duration duration, SessionPolicy policy, Map<String, List<String>> context) {
        TemporaryCredentials issued = credentials.issue(new SessionGrant(
                role.arn(),
                role.id(),
                sessionName,
                clock.instant().plus(duration).truncatedTo(ChronoUnit.SECONDS),
                policy.documents(),
                context));
        RoleSession session = new RoleSession(
                issued.accessKeyId(),
                role.arn(),
                role.id(),
                sessionName,
                issued.expiresAt(),
                policy.documents(),
                context);
        return new Issued(issued, session);
    }

    /** Credentials and the session that they are of. */
    record Issued(TemporaryCredentials credentials, RoleSession session) {
        Credentials answered() {
            return Credentials.builder()
                    .accessKeyId(credentials.accessKeyId())
                    .secretAccessKey(credentials.secretAccessKey())
                    .sessionToken(credentials.sessionToken())
                    .expiration(credentials.expiresAt())
                    .build();
        }

        AssumedRoleUser user() {
            return AssumedRoleUser.builder()
                    .arn(session.arn())
                    .assumedRoleId(session.userId())
                    .build();
        }
    }
}
