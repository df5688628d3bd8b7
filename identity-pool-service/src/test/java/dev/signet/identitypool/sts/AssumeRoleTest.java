package dev.signet.identitypool.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.Credentials;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.services.sts.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.sts.model.PackedPolicyTooLargeException;
import software.amazon.awssdk.services.sts.model.StsException;
import software.amazon.awssdk.services.sts.model.Tag;

@IdentityPoolTest
class AssumeRoleTest {
    private static final String ANY_POOL = "cognito-identity:ListIdentityPools";

    private final SignetClients clients = SignetClients.underTest();
    private final StsClient operator = clients.operator().sts();

    @Test
    void saysWhoTheOperatorIs() {
        GetCallerIdentityResponse caller = operator.getCallerIdentity();

        assertThat(caller.account()).isEqualTo("000000000000");
        assertThat(caller.arn()).isEqualTo("arn:aws:iam::000000000000:root");
        assertThat(caller.userId()).isEqualTo("000000000000");
    }

    @Test
    void givesCredentialsThatWork() {
        TestRole role = TestRole.ofAccount().allowing(ANY_POOL, "*");

        AssumeRoleResponse answer = assume(operator, role, it -> it.durationSeconds(900));

        assertThat(answer.assumedRoleUser().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + role.name() + "/me");
        assertThat(answer.assumedRoleUser().assumedRoleId()).isEqualTo(role.id() + ":me");
        assertThat(answer.credentials().accessKeyId()).startsWith("ASIA");
        assertThat(answer.credentials().expiration())
                .isCloseTo(Instant.now().plusSeconds(900), within(10, ChronoUnit.SECONDS));
        SignetClients session = clients.as(answer.credentials());
        GetCallerIdentityResponse caller = session.sts().getCallerIdentity();
        assertThat(caller.arn()).isEqualTo(answer.assumedRoleUser().arn());
        assertThat(caller.userId()).isEqualTo(role.id() + ":me");
        assertThat(session.identityPools()
                        .listIdentityPools(it -> it.maxResults(1))
                        .sdkHttpResponse()
                        .isSuccessful())
                .isTrue();
    }

    @Test
    void refusesAStrangersSignature() {
        Credentials real = TestRole.ofAccount().session();

        assertRefused(
                () -> clients.sts().getCallerIdentity(),
                "MissingAuthenticationToken",
                403,
                "Missing Authentication Token");
        assertRefused(
                () -> clients.as(AwsBasicCredentials.create("AKIANOBODY", "x"))
                        .sts()
                        .getCallerIdentity(),
                "InvalidClientTokenId",
                403,
                "The security token included in the request is invalid.");
        assertRefused(
                () -> clients.as(AwsSessionCredentials.create(real.accessKeyId(), "x", real.sessionToken()))
                        .sts()
                        .getCallerIdentity(),
                "SignatureDoesNotMatch",
                403,
                "The request signature we calculated does not match");
    }

    @Test
    void asksForTheExternalId() {
        TestRole role = TestRole.trusting(
                "{\"AWS\":\"000000000000\"}", "sts:AssumeRole", TestRole.equal(Map.of("sts:ExternalId", "x1")));

        assertThat(assume(operator, role, it -> it.externalId("x1")).credentials())
                .isNotNull();
        assertDenied(operator, role, it -> it.externalId("x2"));
        assertDenied(operator, role, _ -> {});
    }

    @Test
    void refusesARoleThatTrustsOthersOrIsNone() {
        TestRole ofOthers = TestRole.trusting("{\"AWS\":\"111111111111\"}", "sts:AssumeRole", "{}");
        TestRole none = new TestRole("none", "arn:aws:iam::000000000000:role/none", "");

        assertDenied(operator, ofOthers, _ -> {});
        assertDenied(operator, none, _ -> {});
    }

    @Test
    void trustInTheAccountNeedsPermissionToo() {
        TestRole target = TestRole.ofAccount();
        TestRole allowed = TestRole.ofAccount().allowing("sts:AssumeRole", target.arn());
        TestRole notAllowed = TestRole.ofAccount();

        assertThat(assume(allowed.clients().sts(), target, _ -> {}).credentials())
                .isNotNull();
        assertDenied(notAllowed.clients().sts(), target, _ -> {});
    }

    @Test
    void trustByNameIsEnough() {
        TestRole caller = TestRole.ofAccount();
        TestRole target = TestRole.trusting("{\"AWS\":\"" + caller.arn() + "\"}", "sts:AssumeRole", "{}");

        assertThat(assume(caller.clients().sts(), target, _ -> {}).credentials())
                .isNotNull();
        assertDenied(TestRole.ofAccount().allowing("*", "*").clients().sts(), target, _ -> {});
    }

    @Test
    void aDenialOfTheCallersOwnPoliciesWinsOverTrustByName() {
        TestRole caller = TestRole.ofAccount();
        clients.operator().iam().putRolePolicy(it -> it.roleName(caller.name())
                .policyName("deny")
                .policyDocument(TestRole.allow("sts:*", "*").replace("Allow", "Deny")));
        TestRole target = TestRole.trusting("{\"AWS\":\"" + caller.arn() + "\"}", "sts:AssumeRole", "{}");

        assertDenied(caller.clients().sts(), target, _ -> {});
    }

    @Test
    void aSessionPolicyNarrowsTheSession() {
        TestRole role = TestRole.ofAccount().allowing("*", "*");
        Credentials narrowed = assume(operator, role, it -> it.policy(TestRole.allow("sts:*", "*")))
                .credentials();

        assertThatThrownBy(() -> clients.as(narrowed).identityPools().listIdentityPools(it -> it.maxResults(1)))
                .hasMessageContaining("because no session policy allows the " + ANY_POOL + " action");
        assertThat(assume(operator, role, it -> it.policy(TestRole.allow("sts:*", "*")))
                        .packedPolicySize())
                .isPositive();
        assertThatThrownBy(() -> assume(operator, role, it -> it.policy("{}")))
                .isInstanceOf(MalformedPolicyDocumentException.class);
        assertThatThrownBy(() -> assume(operator, role, it -> it.policy(TestRole.allow("a:" + "b".repeat(3_000), "*"))))
                .isInstanceOf(PackedPolicyTooLargeException.class)
                .hasMessageContaining("% of allotted space");
    }

    @Test
    void limitsHowLongASessionLasts() {
        TestRole role = TestRole.ofAccount();
        clients.operator().iam().updateRole(it -> it.roleName(role.name()).maxSessionDuration(7200));
        TestRole caller = TestRole.ofAccount().allowing("sts:AssumeRole", "*");

        assertThat(assume(operator, role, it -> it.durationSeconds(7200))
                        .credentials()
                        .expiration())
                .isCloseTo(Instant.now().plus(Duration.ofHours(2)), within(10, ChronoUnit.SECONDS));
        assertRefused(
                () -> assume(operator, role, it -> it.durationSeconds(7201)),
                "ValidationError",
                400,
                "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        assertRefused(
                () -> assume(caller.clients().sts(), role, it -> it.durationSeconds(3601)),
                "ValidationError",
                400,
                "exceeds the 1 hour session limit for roles assumed by role chaining");
        assertRefused(() -> assume(operator, role, it -> it.durationSeconds(899)), "ValidationError", 400, "900");
    }

    @Test
    void tagsNeedPermissionAndGoOnWhenTransitive() {
        String tagged = "{\"StringEquals\":{\"aws:RequestTag/team\":\"red\"}}";
        TestRole role = TestRole.trusting(
                        "{\"AWS\":\"000000000000\"}", "[\"sts:AssumeRole\",\"sts:TagSession\"]", tagged)
                .allowing("sts:AssumeRole", "*")
                .allowing("sts:TagSession", "*");
        TestRole untagged = TestRole.ofAccount();
        TestRole next = TestRole.trusting(
                "{\"AWS\":\"000000000000\"}",
                "[\"sts:AssumeRole\",\"sts:TagSession\"]",
                TestRole.equal(Map.of("aws:PrincipalTag/Team", "red", "aws:RequestTag/team", "red")));

        Credentials session = assume(
                        operator, role, it -> it.tags(tag -> tag.key("team").value("red"))
                                .transitiveTagKeys("team"))
                .credentials();

        assertThat(assume(clients.as(session).sts(), next, _ -> {}).credentials())
                .isNotNull();
        assertDenied(operator, role, it -> it.tags(tag -> tag.key("team").value("blue")));
        assertRefused(
                () -> assume(
                        operator, untagged, it -> it.tags(tag -> tag.key("team").value("red"))),
                "AccessDenied",
                403,
                "is not authorized to perform: sts:TagSession");
        assertRefused(
                () -> assume(
                        clients.as(session).sts(),
                        next,
                        it -> it.tags(tag -> tag.key("TEAM").value("blue"))),
                "ValidationError",
                400,
                "conflicts with a transitive tag key from the calling session");
    }

    @Test
    void refusesTagsThatMakeNoSense() {
        TestRole role = TestRole.trusting("{\"AWS\":\"000000000000\"}", "sts:*", "{}");

        assertRefused(
                () -> assume(
                        operator,
                        role,
                        it -> it.tags(tag -> tag.key("a").value("1"), tag -> tag.key("A")
                                .value("2"))),
                "ValidationError",
                400,
                "Duplicate tag keys found");
        assertRefused(
                () -> assume(
                        operator, role, it -> it.tags(tag -> tag.key("aws:x").value("1"))),
                "ValidationError",
                400,
                "must not start with aws:");
        assertRefused(
                () -> assume(operator, role, it -> it.transitiveTagKeys("a")),
                "ValidationError",
                400,
                "must be included in the requested tags");
    }

    @Test
    void tagsAndPolicyShareWhatASessionMayCarry() {
        TestRole role = TestRole.trusting("{\"AWS\":\"000000000000\"}", "sts:*", "{}");
        String policy = TestRole.allow("sts:*", "*");
        Tag[] all = tags("k", 8, "v".repeat(254));
        Tag[] half = tags("k", 4, "v".repeat(254));
        Tag[] tooMuch =
                Stream.concat(Stream.of(all), Stream.of(tags("", 1, ""))).toArray(Tag[]::new);

        assertThat(assume(operator, role, _ -> {}).packedPolicySize()).isNull();
        assertThat(assume(operator, role, it -> it.tags(all)).packedPolicySize())
                .isEqualTo(100);
        assertThat(assume(operator, role, it -> it.tags(half).policy(policy)).packedPolicySize())
                .isEqualTo(Math.ceilDiv((1024 + policy.length()) * 100, 2048));
        assertRefused(
                () -> assume(operator, role, it -> it.tags(tooMuch)),
                "PackedPolicyTooLarge",
                400,
                "Packed size of session tags consumes 101% of allotted space.");
        assertRefused(
                () -> assume(operator, role, it -> it.tags(all).policy(policy)),
                "PackedPolicyTooLarge",
                400,
                "% of allotted space, please use smaller policy.");
    }

    @Test
    void inheritedTagsCountToo() {
        TestRole role =
                TestRole.trusting("{\"AWS\":\"000000000000\"}", "sts:*", "{}").allowing("sts:*", "*");
        Tag[] handedOn = tags("a", 30, "v");
        Credentials session = assume(operator, role, it -> it.tags(handedOn)
                        .transitiveTagKeys(Stream.of(handedOn).map(Tag::key).toList()))
                .credentials();
        StsClient tagged = clients.as(session).sts();

        assertThat(assume(tagged, role, it -> it.tags(tags("b", 20, "v"))).packedPolicySize())
                .isEqualTo(assume(
                                operator,
                                role,
                                it -> it.tags(Stream.concat(Stream.of(handedOn), Stream.of(tags("b", 20, "v")))
                                        .toList()))
                        .packedPolicySize());
        assertRefused(
                () -> assume(tagged, role, it -> it.tags(tags("b", 21, "v"))),
                "PackedPolicyTooLarge",
                400,
                "A session has at most 50 tags");
    }

    @Test
    void aSourceIdentityStays() {
        TestRole role =
                TestRole.trusting("{\"AWS\":\"000000000000\"}", "sts:*", "{}").allowing("sts:*", "*");
        Credentials session =
                assume(operator, role, it -> it.sourceIdentity("ann")).credentials();
        StsClient asAnn = clients.as(session).sts();

        assertThat(assume(asAnn, role, _ -> {}).sourceIdentity()).isEqualTo("ann");
        assertRefused(
                () -> assume(asAnn, role, it -> it.sourceIdentity("bob")),
                "ValidationError",
                400,
                "source identity of a chain of roles cannot be changed");
        assertRefused(
                () -> assume(operator, TestRole.ofAccount(), it -> it.sourceIdentity("ann")),
                "AccessDenied",
                403,
                "is not authorized to perform: sts:SetSourceIdentity");
    }

    @Test
    void saysWhatItDoesNotBuild() {
        TestRole role = TestRole.ofAccount();

        assertRefused(
                () -> assume(operator, role, it -> it.policyArns(p -> p.arn("arn:aws:iam::aws:policy/ReadOnlyAccess"))),
                "ValidationError",
                400,
                "PolicyArns is not supported");
        assertRefused(
                () -> assume(
                        operator,
                        role,
                        it -> it.providedContexts(
                                context -> context.providerArn("arn:aws:iam::aws:contextProvider/IdentityCenter")
                                        .contextAssertion("asserted"))),
                "ValidationError",
                400,
                "ProvidedContexts is not supported");
        assertRefused(
                () -> assume(operator, role, it -> it.serialNumber("arn:aws:iam::000000000000:mfa/x")
                        .tokenCode("123456")),
                "AccessDenied",
                403,
                "MultiFactorAuthentication failed");
    }

    @Test
    void credentialsEndWithTheirRole() {
        TestRole role = TestRole.ofAccount().allowing(ANY_POOL, "*");
        SignetClients session = role.clients();
        session.identityPools().listIdentityPools(it -> it.maxResults(1));
        var iam = clients.operator().iam();
        iam.listRolePolicies(it -> it.roleName(role.name()))
                .policyNames()
                .forEach(policy ->
                        iam.deleteRolePolicy(it -> it.roleName(role.name()).policyName(policy)));
        iam.deleteRole(it -> it.roleName(role.name()));
        iam.createRole(it -> it.roleName(role.name())
                .assumeRolePolicyDocument(TestRole.trust("{\"AWS\":\"*\"}", "sts:AssumeRole", "{}")));
        iam.putRolePolicy(it -> it.roleName(role.name()).policyName("a").policyDocument(TestRole.allow("*", "*")));

        assertThatThrownBy(() -> session.identityPools().listIdentityPools(it -> it.maxResults(1)))
                .hasMessageContaining("is not authorized to perform: " + ANY_POOL);
    }

    private static Tag[] tags(String key, int count, String value) {
        return IntStream.range(0, count)
                .mapToObj(i -> Tag.builder().key(key + i).value(value).build())
                .toArray(Tag[]::new);
    }

    private static AssumeRoleResponse assume(
            StsClient client, TestRole role, Consumer<AssumeRoleRequest.Builder> more) {
        return client.assumeRole(it -> {
            it.roleArn(role.arn()).roleSessionName("me");
            more.accept(it);
        });
    }

    private static void assertDenied(StsClient client, TestRole role, Consumer<AssumeRoleRequest.Builder> more) {
        String caller = client.getCallerIdentity().arn();
        assertRefused(
                () -> assume(client, role, more),
                "AccessDenied",
                403,
                "User: " + caller + " is not authorized to perform: sts:AssumeRole on resource: " + role.arn());
    }

    private static void assertRefused(Runnable call, String code, int status, String text) {
        StsException refused = catchThrowableOfType(StsException.class, call::run);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.awsErrorDetails().errorMessage()).contains(text);
    }
}
