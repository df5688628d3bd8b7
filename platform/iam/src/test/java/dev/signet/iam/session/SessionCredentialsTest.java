package dev.signet.iam.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.iam.RoleSession;
import dev.signet.iam.sigv4.SigningKey;
import dev.signet.keyset.Keyset;
import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCredentialsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::000000000000:role/path/Reader";
    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[]}";

    @TempDir
    Path folder;

    private Keyset keyset;
    private SessionCredentials sessions;

    @BeforeEach
    void keyset() throws IOException {
        keyset = newKeyset("one");
        sessions = new SessionCredentials(keyset, InstantSource.fixed(NOW));
    }

    @Test
    void opensWhatAnotherReplicaIssued() {
        TemporaryCredentials issued = sessions.issue(grant(NOW.plusSeconds(3600)));

        SigningKey<RoleSession> key = new SessionCredentials(keyset, InstantSource.fixed(NOW))
                .open(issued.accessKeyId(), issued.sessionToken());

        assertThat(key.secret()).isEqualTo(issued.secretAccessKey());
        assertThat(key.owner())
                .isEqualTo(new RoleSession(
                        issued.accessKeyId(),
                        ROLE,
                        "AROA1",
                        "me@home",
                        NOW.plusSeconds(3600),
                        List.of(POLICY),
                        Map.of(RoleSession.IDENTITY, List.of("us-east-1:1"), "aws:PrincipalTag/é", List.of("ü"))));
        assertThat(key.owner().arn()).isEqualTo("arn:aws:sts::000000000000:assumed-role/Reader/me@home");
        assertThat(key.owner().userId()).isEqualTo("AROA1:me@home");
    }

    @Test
    void issuesKeysAsAwsShapesThemAndNeverTheSameTwice() {
        Set<String> ids = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            TemporaryCredentials issued = sessions.issue(grant(NOW.plusSeconds(900)));
            assertThat(issued.accessKeyId()).matches("ASIA[A-Z2-7]{16}");
            assertThat(issued.secretAccessKey()).matches("[A-Za-z0-9/+]{40}");
            ids.add(issued.accessKeyId());
            secrets.add(issued.secretAccessKey());
        }
        assertThat(ids).hasSize(1_000);
        assertThat(secrets).hasSize(1_000);
    }

    @Test
    void keepsTheTokenShortEnoughForHeaders() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"a:"
                + "b\",\"c:".repeat(600) + "d\"],\"Resource\":\"*\"}}";

        TemporaryCredentials issued =
                sessions.issue(new SessionGrant(ROLE, "AROA1", "me", NOW.plusSeconds(900), List.of(policy), Map.of()));

        assertThat(issued.sessionToken().length()).isLessThan(1_000);
    }

    @Test
    void refusesEndedCredentialsFromTheirLastInstantOn() {
        TemporaryCredentials issued = sessions.issue(grant(NOW.plusSeconds(900)));

        assertThat(at(NOW.plusSeconds(899)).open(issued.accessKeyId(), issued.sessionToken()))
                .isNotNull();
        assertRefused(at(NOW.plusSeconds(900)), issued.accessKeyId(), issued.sessionToken(), CommonError.EXPIRED_TOKEN);
        assertRefused(
                at(NOW.plus(Duration.ofDays(1))),
                issued.accessKeyId(),
                issued.sessionToken(),
                CommonError.EXPIRED_TOKEN);
    }

    @Test
    void refusesTheTokenOfAnotherKey() {
        TemporaryCredentials one = sessions.issue(grant(NOW.plusSeconds(900)));
        TemporaryCredentials other = sessions.issue(grant(NOW.plusSeconds(900)));

        assertRefused(sessions, one.accessKeyId(), other.sessionToken(), CommonError.INVALID_CLIENT_TOKEN);
    }

    @Test
    void refusesATokenOfAnotherInstallationOrPurpose() throws IOException {
        TemporaryCredentials foreign =
                new SessionCredentials(newKeyset("two"), InstantSource.fixed(NOW)).issue(grant(NOW.plusSeconds(900)));
        String otherPurpose = Base64.getEncoder()
                .encodeToString(keyset.seal(
                        SessionToken.write(new SigningKey<>(
                                new RoleSession(
                                        "ASIAX", ROLE, "AROA1", "me", NOW.plusSeconds(900), List.of(), Map.of()),
                                "secret")),
                        "user-pool/refresh-token"));

        assertRefused(sessions, foreign.accessKeyId(), foreign.sessionToken(), CommonError.INVALID_CLIENT_TOKEN);
        assertRefused(sessions, "ASIAX", otherPurpose, CommonError.INVALID_CLIENT_TOKEN);
    }

    @Test
    void refusesATokenWithAnyByteChanged() {
        TemporaryCredentials issued = sessions.issue(grant(NOW.plusSeconds(900)));
        byte[] token = Base64.getDecoder().decode(issued.sessionToken());
        for (int i = 0; i < token.length; i++) {
            byte[] changed = token.clone();
            changed[i] ^= 1;
            assertRefused(
                    sessions,
                    issued.accessKeyId(),
                    Base64.getEncoder().encodeToString(changed),
                    CommonError.INVALID_CLIENT_TOKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "AAAA", "not base64 at all!", "é"})
    void refusesWhatIsNoToken(String token) {
        assertRefused(sessions, "ASIAX", token, CommonError.INVALID_CLIENT_TOKEN);
    }

    @Test
    void showsNoSecretInTexts() {
        TemporaryCredentials issued = sessions.issue(grant(NOW.plusSeconds(900)));
        SigningKey<RoleSession> key = sessions.open(issued.accessKeyId(), issued.sessionToken());

        assertThat(issued + " " + key)
                .contains(issued.accessKeyId())
                .doesNotContain(issued.secretAccessKey())
                .doesNotContain(issued.sessionToken());
    }

    private static void assertRefused(SessionCredentials sessions, String id, String token, CommonError error) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> sessions.open(id, token));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.error()).isEqualTo(error);
    }

    private SessionCredentials at(Instant now) {
        return new SessionCredentials(keyset, InstantSource.fixed(now));
    }

    private Keyset newKeyset(String name) throws IOException {
        Path file = folder.resolve(name);
        Keyset.create(file);
        return Keyset.load(file);
    }

    private static SessionGrant grant(Instant expiresAt) {
        return new SessionGrant(
                ROLE,
                "AROA1",
                "me@home",
                expiresAt,
                List.of(POLICY),
                Map.of(RoleSession.IDENTITY, List.of("us-east-1:1"), "aws:PrincipalTag/é", List.of("ü")));
    }
}
