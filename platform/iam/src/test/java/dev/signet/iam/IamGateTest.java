package dev.signet.iam;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.events.RoleEvent.RoleState;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.iam.role.Role;
import dev.signet.iam.role.Roles;
import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.session.SessionGrant;
import dev.signet.iam.session.TemporaryCredentials;
import dev.signet.keyset.Keyset;
import dev.signet.wire.CommonError;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The gate as a service meets it: requests signed by the AWS SDK's signer, roles and their policies, verdicts. */
class IamGateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::000000000000:role/reader";
    private static final String DATASET =
            "arn:aws:cognito-sync:eu-west-1:000000000000:identitypool/p/identity/i/dataset/d";
    private static final String TRUST =
            "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"}}";

    @TempDir
    Path folder;

    private final RolesInMemory roles = new RolesInMemory();
    private SessionCredentials sessions;
    private IamGate gate;
    private Instant now = NOW;

    @BeforeEach
    void gate() throws IOException {
        Path keyset = folder.resolve("keyset");
        Keyset.create(keyset);
        Path credentials = Files.writeString(folder.resolve("credentials"), """
                [other]
                aws_access_key_id = AKIAOTHER
                aws_secret_access_key = no
                # the operator
                [default]
                aws_access_key_id=AKIAOPERATOR
                aws_secret_access_key = its/secret=
                region = eu-west-1
                """);
        InstantSource clock = () -> now;
        AccountConfig account = new Account("eu-west-1");
        sessions = new SessionCredentials(Keyset.load(keyset), clock);
        Credentials keys = new Credentials(OperatorKey.load(credentials), account, sessions);
        gate = new IamGate(
                new Authentication(clock, keys, account),
                new Authorizer(roles),
                new ContextKeys(clock, account),
                _ -> DATASET);
    }

    @Test
    void theOperatorMayDoEverything() {
        HttpFacts http =
                signed(AwsCredentialsIdentity.create("AKIAOPERATOR", "its/secret="), "cognito-sync", "eu-west-1");

        assertThat(admit(http, "cognito-sync", "ListRecords")).isEqualTo(new Operator("000000000000", "AKIAOPERATOR"));
    }

    @Test
    void anybodyMayCallWhatAwsLeavesUnsigned() {
        HttpFacts http = signed(AwsCredentialsIdentity.create("AKIANOBODY", "x"), "cognito-sync", "eu-west-1");
        IncomingCall call = new IncomingCall("cognito-idp", "SignUp", true, noRequest(), http);

        assertThat(gate.admit(call).await().indefinitely()).isEqualTo(new Anonymous());
    }

    @Test
    void aRoleSessionMayDoWhatItsRoleAllows() throws PolicyMalformed {
        roles.put(ROLE, "AROA1", allow("cognito-sync:List*", "*"));
        TemporaryCredentials issued = issue("AROA1", List.of(), Map.of());

        Principal caller = admit(signed(issued), "cognito-sync", "ListRecords");

        assertThat(caller).isInstanceOfSatisfying(RoleSession.class, session -> assertThat(session.arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/reader/me"));
    }

    @Test
    void saysWhoMayNotDoWhatOnWhat() throws PolicyMalformed {
        roles.put(ROLE, "AROA1", allow("cognito-sync:List*", "*"));

        assertRefused(
                signed(issue("AROA1", List.of(), Map.of())),
                "UpdateRecords",
                CommonError.ACCESS_DENIED,
                "User: arn:aws:sts::000000000000:assumed-role/reader/me is not authorized to perform: "
                        + "cognito-sync:UpdateRecords on resource: " + DATASET
                        + " because no identity-based policy allows the cognito-sync:UpdateRecords action");
    }

    @Test
    void aChangeOfTheRolesPolicyCountsAtOnce() throws PolicyMalformed {
        roles.put(ROLE, "AROA1", allow("*", "*"));
        HttpFacts http = signed(issue("AROA1", List.of(), Map.of()));
        assertThat(admit(http, "cognito-sync", "ListRecords")).isInstanceOf(RoleSession.class);

        roles.put(ROLE, "AROA1", allow("*", "*"), deny("cognito-sync:*"));

        assertRefused(
                http, "ListRecords", CommonError.ACCESS_DENIED, "with an explicit deny in an identity-based policy");
    }

    @Test
    void credentialsOfADeletedRoleAreWorthNothingToItsNamesake() throws PolicyMalformed {
        HttpFacts http = signed(issue("AROA1", List.of(), Map.of()));
        assertRefused(http, "ListRecords", CommonError.ACCESS_DENIED, "no identity-based policy allows");

        roles.put(ROLE, "AROA2", allow("*", "*"));

        assertRefused(http, "ListRecords", CommonError.ACCESS_DENIED, "no identity-based policy allows");
    }

    @Test
    void aSessionPolicyNarrowsTheRoleAndNeverWidensIt() throws PolicyMalformed {
        roles.put(ROLE, "AROA1", allow("cognito-sync:*", "*"));
        HttpFacts http =
                signed(issue("AROA1", List.of(allow("cognito-sync:ListRecords", "*"), allow("*", "*")), Map.of()));
        HttpFacts wide = signed(issue("AROA1", List.of(allow("*", "*")), Map.of()));
        HttpFacts denied = signed(issue("AROA1", List.of(allow("*", "*"), deny("*")), Map.of()));

        assertThat(admit(http, "cognito-sync", "ListRecords")).isInstanceOf(RoleSession.class);
        assertRefused(http, "UpdateRecords", CommonError.ACCESS_DENIED, "because no session policy allows");
        assertThat(admit(wide, "cognito-sync", "UpdateRecords")).isInstanceOf(RoleSession.class);
        roles.put(ROLE, "AROA1", allow("cognito-sync:ListRecords", "*"));
        assertRefused(wide, "UpdateRecords", CommonError.ACCESS_DENIED, "because no identity-based policy allows");
        assertRefused(denied, "ListRecords", CommonError.ACCESS_DENIED, "with an explicit deny in a session policy");
    }

    @Test
    void anIdentityReachesItsOwnAndNoOther() throws PolicyMalformed {
        roles.put(
                ROLE,
                "AROA1",
                allow("*", "arn:aws:cognito-sync:*:*:identitypool/*/identity/${cognito-identity.amazonaws.com:sub}/*"));

        assertThat(admit(
                        signed(issue("AROA1", List.of(), Map.of(RoleSession.IDENTITY, List.of("i")))),
                        "cognito-sync",
                        "ListRecords"))
                .isInstanceOf(RoleSession.class);
        assertRefused(
                signed(issue("AROA1", List.of(), Map.of(RoleSession.IDENTITY, List.of("*")))),
                "ListRecords",
                CommonError.ACCESS_DENIED,
                "no identity-based policy allows");
    }

    @Test
    void whatASessionBroughtAlongDoesNotHideWhatIsTrueNow() throws PolicyMalformed {
        roles.put(
                ROLE,
                "AROA1",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\","
                        + "\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"},"
                        + "\"StringEquals\":{\"aws:PrincipalArn\":\"" + ROLE + "\",\"aws:userid\":\"AROA1:me\"},"
                        + "\"DateLessThan\":{\"aws:CurrentTime\":\"2026-03-01T12:00:01Z\"},"
                        + "\"Bool\":{\"aws:SecureTransport\":\"true\"},"
                        + "\"StringLike\":{\"aws:UserAgent\":\"test/*\"}}}}");
        TemporaryCredentials issued = issue("AROA1", List.of(), Map.of("aws:SourceIp", List.of("10.0.0.1")));

        assertThat(admit(signed(issued), "cognito-sync", "ListRecords")).isInstanceOf(RoleSession.class);
        now = NOW.plusSeconds(1);
        assertRefused(signed(issued), "ListRecords", CommonError.ACCESS_DENIED, "no identity-based policy allows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GetCallerIdentity", "AssumeRole"})
    void leavesToTheOperationWhatItDecidesItself(String operation) {
        TemporaryCredentials issued = issue("AROA1", List.of(), Map.of());
        HttpFacts http = signed(identity(issued), "sts", "us-east-1");

        assertThat(admit(http, "sts", operation)).isInstanceOf(RoleSession.class);
    }

    @Test
    void acceptsTheGlobalRegionForGlobalServicesOnly() {
        AwsCredentialsIdentity operator = AwsCredentialsIdentity.create("AKIAOPERATOR", "its/secret=");

        assertThat(admit(signed(operator, "iam", "us-east-1"), "iam", "GetRole"))
                .isInstanceOf(Operator.class);
        assertThat(admit(signed(operator, "iam", "eu-west-1"), "iam", "GetRole"))
                .isInstanceOf(Operator.class);
        assertRefused(
                signed(operator, "cognito-sync", "us-east-1"),
                "ListRecords",
                CommonError.INVALID_SIGNATURE,
                "valid region");
    }

    @Test
    void acceptsGlobalServicesAlsoWhereTheirRegionIsOurs() throws IOException {
        AccountConfig account = new Account("us-east-1");
        Authentication authentication = new Authentication(
                () -> now, new Credentials(new OperatorKey("AKIAOPERATOR", "its/secret="), account, sessions), account);
        HttpFacts http = signed(AwsCredentialsIdentity.create("AKIAOPERATOR", "its/secret="), "iam", "us-east-1");

        assertThat(authentication.of(http, "iam")).isInstanceOf(Operator.class);
    }

    @Test
    void refusesUnknownAndEndedCredentials() throws PolicyMalformed {
        roles.put(ROLE, "AROA1", allow("*", "*"));
        TemporaryCredentials issued = issue("AROA1", List.of(), Map.of());
        AwsCredentialsIdentity withoutToken =
                AwsCredentialsIdentity.create(issued.accessKeyId(), issued.secretAccessKey());
        AwsCredentialsIdentity operatorWithToken =
                AwsSessionCredentialsIdentity.create("AKIAOPERATOR", "its/secret=", issued.sessionToken());

        assertRefused(
                signed(AwsCredentialsIdentity.create("AKIANOBODY", "x"), "cognito-sync", "eu-west-1"),
                "ListRecords",
                CommonError.INVALID_CLIENT_TOKEN,
                "The security token included in the request is invalid.");
        assertRefused(
                signed(withoutToken, "cognito-sync", "eu-west-1"),
                "ListRecords",
                CommonError.INVALID_CLIENT_TOKEN,
                "invalid");
        assertRefused(
                signed(operatorWithToken, "cognito-sync", "eu-west-1"),
                "ListRecords",
                CommonError.INVALID_CLIENT_TOKEN,
                "invalid");
        now = NOW.plusSeconds(3600);
        assertRefused(
                signed(issued),
                "ListRecords",
                CommonError.EXPIRED_TOKEN,
                "The security token included in the request is expired");
    }

    private Principal admit(HttpFacts http, String service, String operation) {
        return gate.admit(http, new Act(service, operation, DATASET)).await().indefinitely();
    }

    private void assertRefused(HttpFacts http, String operation, CommonError error, String text) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> admit(http, "cognito-sync", operation));
        assertThat(refusal).as("a refusal").isNotNull();
        assertThat(refusal.error()).isEqualTo(error);
        assertThat(refusal).hasMessageContaining(text);
    }

    private TemporaryCredentials issue(String roleId, List<String> policies, Map<String, List<String>> context) {
        return sessions.issue(new SessionGrant(ROLE, roleId, "me", NOW.plusSeconds(3600), policies, context));
    }

    private static String allow(String action, String resource) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"" + action
                + "\",\"Resource\":\"" + resource + "\"}}";
    }

    private static String deny(String action) {
        return allow(action, "*").replace("Allow", "Deny");
    }

    private HttpFacts signed(TemporaryCredentials issued) {
        return signed(identity(issued), "cognito-sync", "eu-west-1");
    }

    private static AwsCredentialsIdentity identity(TemporaryCredentials issued) {
        return AwsSessionCredentialsIdentity.create(
                issued.accessKeyId(), issued.secretAccessKey(), issued.sessionToken());
    }

    private HttpFacts signed(AwsCredentialsIdentity identity, String service, String region) {
        SdkHttpRequest request = AwsV4HttpSigner.create()
                .sign(builder -> builder.identity(identity)
                        .request(SdkHttpFullRequest.builder()
                                .method(SdkHttpMethod.GET)
                                .uri(URI.create("http://localhost:8080/identitypools"))
                                .putHeader("User-Agent", "test/1")
                                .build())
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, region))
                .request();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        request.headers().forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
        return new HttpFacts("GET", "/identitypools", "", headers, new byte[0], Optional.of("192.0.2.7"));
    }

    private static SdkPojo noRequest() {
        return new SdkPojo() {
            @Override
            public List<software.amazon.awssdk.core.SdkField<?>> sdkFields() {
                return List.of();
            }

            @Override
            public Map<String, software.amazon.awssdk.core.SdkField<?>> sdkFieldNameToField() {
                return Map.of();
            }
        };
    }

    /** Roles that a test sets up. */
    private static final class RolesInMemory implements Roles {
        private final Map<String, Role> roles = new HashMap<>();

        void put(String arn, String id, String... policies) throws PolicyMalformed {
            Map<String, String> named = new HashMap<>();
            for (String policy : policies) {
                named.put("p" + named.size(), policy);
            }
            roles.put(arn, Role.of(new RoleState(arn, id, 3600, TRUST, named)));
        }

        @Override
        public Uni<Optional<Role>> find(String roleArn) {
            return Uni.createFrom().item(Optional.ofNullable(roles.get(roleArn)));
        }
    }

    private record Account(String region) implements AccountConfig {
        @Override
        public String accountId() {
            return "000000000000";
        }

        @Override
        public String publicUrl() {
            return "https://signet.example";
        }
    }
}
