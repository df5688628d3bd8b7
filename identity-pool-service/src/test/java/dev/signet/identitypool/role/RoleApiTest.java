package dev.signet.identitypool.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.IamException;
import software.amazon.awssdk.services.iam.model.InvalidInputException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Role;

@IdentityPoolTest
class RoleApiTest {
    private static final String TRUST = TestRole.trust("{\"AWS\":\"000000000000\"}", "sts:AssumeRole", "{}");

    private final IamClient iam = SignetClients.underTest().operator().iam();
    private final String name = "test-" + UUID.randomUUID();

    @Test
    void makesARoleAndShowsIt() {
        Role made = iam.createRole(it -> it.roleName(name)
                        .path("/app/")
                        .description("for tests")
                        .maxSessionDuration(7200)
                        .assumeRolePolicyDocument(TRUST))
                .role();

        Role shown = iam.getRole(it -> it.roleName(name)).role();

        assertThat(shown).isEqualTo(made);
        assertThat(shown.arn()).isEqualTo("arn:aws:iam::000000000000:role/app/" + name);
        assertThat(shown.roleId()).matches("AROA[A-Z2-7]{17}");
        assertThat(shown.description()).isEqualTo("for tests");
        assertThat(shown.maxSessionDuration()).isEqualTo(7200);
        assertThat(decoded(shown.assumeRolePolicyDocument())).isEqualTo(TRUST);
        assertThat(shown.assumeRolePolicyDocument()).startsWith("%7B%22Version%22%3A%222012-10-17%22");
    }

    @Test
    void refusesATakenNameInAnyCase() {
        make(name);

        assertThatThrownBy(() -> make(name))
                .isInstanceOf(EntityAlreadyExistsException.class)
                .hasMessageContaining("Role with name " + name + " already exists.");
        assertThatThrownBy(() -> make(name.toUpperCase(java.util.Locale.ROOT)))
                .isInstanceOf(EntityAlreadyExistsException.class);
    }

    @Test
    void ofManyAtOnceOneMakesTheRole() throws Exception {
        List<Boolean> made = new ArrayList<>();
        for (Future<Boolean> attempt : together(10, () -> {
            try {
                make(name);
                return true;
            } catch (EntityAlreadyExistsException _) {
                return false;
            }
        })) {
            made.add(attempt.get());
        }

        assertThat(made).containsOnlyOnce(true);
    }

    @Test
    void refusesATrustPolicyOfAnyIdentityPool() {
        String anyPool = TestRole.trust(
                "{\"Federated\":\"cognito-identity.amazonaws.com\"}", "sts:AssumeRoleWithWebIdentity", "{}");

        assertThatThrownBy(() -> iam.createRole(it -> it.roleName(name).assumeRolePolicyDocument(anyPool)))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("A condition block must be present for the Cognito provider");
        make(name);
        assertThatThrownBy(
                        () -> iam.updateAssumeRolePolicy(it -> it.roleName(name).policyDocument(anyPool)))
                .isInstanceOf(MalformedPolicyDocumentException.class);
    }

    @Test
    void refusesATrustPolicyAboveItsQuota() {
        String long2048 = padded(2048);

        iam.createRole(it -> it.roleName(name).assumeRolePolicyDocument(long2048 + " \n"));

        assertThatThrownBy(() -> iam.createRole(it -> it.roleName(name + "2").assumeRolePolicyDocument(padded(2049))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Cannot exceed quota for ACLSizePerRole: 2048");
    }

    @Test
    void saysWhatItDoesNotBuild() {
        assertThatThrownBy(() -> iam.createRole(
                        it -> it.roleName(name).assumeRolePolicyDocument(TRUST).tags(tag -> tag.key("a")
                                .value("b"))))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("Tags is not supported");
        assertThatThrownBy(() -> iam.createRole(it -> it.roleName(name)
                        .assumeRolePolicyDocument(TRUST)
                        .permissionsBoundary("arn:aws:iam::000000000000:policy/b")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("PermissionsBoundary is not supported");
    }

    @Test
    void listsRolesInPagesByPath() {
        String path = "/" + UUID.randomUUID() + "/";
        for (String suffix : List.of("c", "a", "B")) {
            iam.createRole(it -> it.roleName(name + suffix).path(path).assumeRolePolicyDocument(TRUST));
        }
        make(name + "elsewhere");

        ListRolesResponse first = iam.listRoles(it -> it.pathPrefix(path).maxItems(2));
        ListRolesResponse second =
                iam.listRoles(it -> it.pathPrefix(path).maxItems(2).marker(first.marker()));

        assertThat(first.roles()).extracting(Role::roleName).containsExactly(name + "B", name + "a");
        assertThat(first.isTruncated()).isTrue();
        assertThat(second.roles()).extracting(Role::roleName).containsExactly(name + "c");
        assertThat(second.isTruncated()).isFalse();
        for (String invalid : new String[] {"%", "AA", "YQBi"}) {
            assertThatThrownBy(() -> iam.listRoles(it -> it.marker(invalid)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Invalid Marker");
            assertThatThrownBy(() -> iam.listRolePolicies(
                            it -> it.roleName(name + "elsewhere").marker(invalid)))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("Invalid Marker");
        }
    }

    @Test
    void changesDescriptionSessionLengthAndTrust() {
        make(name);

        iam.updateRole(it -> it.roleName(name).description("new").maxSessionDuration(43200));
        String trust = TestRole.trust("{\"AWS\":\"*\"}", "sts:AssumeRole", "{}");
        iam.updateAssumeRolePolicy(it -> it.roleName(name).policyDocument(trust));

        Role role = iam.getRole(it -> it.roleName(name)).role();
        assertThat(role.description()).isEqualTo("new");
        assertThat(role.maxSessionDuration()).isEqualTo(43200);
        assertThat(decoded(role.assumeRolePolicyDocument())).isEqualTo(trust);
    }

    @Test
    void keepsInlinePolicies() {
        make(name);
        String policy = TestRole.allow("cognito-sync:*", "*");

        iam.putRolePolicy(it -> it.roleName(name).policyName("b").policyDocument(policy));
        iam.putRolePolicy(it -> it.roleName(name).policyName("a").policyDocument(policy));
        iam.putRolePolicy(it -> it.roleName(name).policyName("b").policyDocument(" " + policy));

        assertThat(decoded(iam.getRolePolicy(it -> it.roleName(name).policyName("b"))
                        .policyDocument()))
                .isEqualTo(" " + policy);
        var first = iam.listRolePolicies(it -> it.roleName(name).maxItems(1));
        assertThat(first.policyNames()).containsExactly("a");
        assertThat(first.isTruncated()).isTrue();
        assertThat(iam.listRolePolicies(it -> it.roleName(name).marker(first.marker()))
                        .policyNames())
                .containsExactly("b");
        iam.deleteRolePolicy(it -> it.roleName(name).policyName("a"));
        assertThat(iam.listRolePolicies(it -> it.roleName(name)).policyNames()).containsExactly("b");
    }

    @Test
    void refusesPoliciesThatAreBrokenOrTooLargeTogether() {
        make(name);
        String large = TestRole.allow("a:" + "b".repeat(6_000), "*");
        iam.putRolePolicy(it -> it.roleName(name).policyName("a").policyDocument(large));

        assertThatThrownBy(() -> iam.putRolePolicy(
                        it -> it.roleName(name).policyName("b").policyDocument(large)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("Maximum policy size of 10240 bytes exceeded for role " + name);
        iam.putRolePolicy(it -> it.roleName(name).policyName("a").policyDocument(large));
        assertThatThrownBy(() -> iam.putRolePolicy(
                        it -> it.roleName(name).policyName("b").policyDocument(TestRole.allow("ListUsers", "*"))))
                .isInstanceOf(MalformedPolicyDocumentException.class)
                .hasMessageContaining("Actions/Conditions must be prefaced by a vendor");
    }

    @Test
    void ofManyPoliciesAtOnceNoneIsLost() throws Exception {
        make(name);
        List<Callable<String>> puts = IntStream.range(0, 12)
                .<Callable<String>>mapToObj(i -> () -> {
                    iam.putRolePolicy(
                            it -> it.roleName(name).policyName("p" + i).policyDocument(TestRole.allow("a:b" + i, "*")));
                    return "p" + i;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(12)) {
            for (Future<String> put : threads.invokeAll(puts)) {
                put.get();
            }
        }

        assertThat(iam.listRolePolicies(it -> it.roleName(name)).policyNames()).hasSize(12);
    }

    @Test
    void deletesARoleOnceItsPoliciesAreGone() {
        make(name);
        iam.putRolePolicy(it -> it.roleName(name).policyName("a").policyDocument(TestRole.allow("*", "*")));

        assertThatThrownBy(() -> iam.deleteRole(it -> it.roleName(name)))
                .isInstanceOf(DeleteConflictException.class)
                .hasMessageContaining("Cannot delete entity, must delete policies first.");
        iam.deleteRolePolicy(it -> it.roleName(name).policyName("a"));
        iam.deleteRole(it -> it.roleName(name));

        assertThatThrownBy(() -> iam.getRole(it -> it.roleName(name))).isInstanceOf(NoSuchEntityException.class);
        make(name);
    }

    @Test
    void saysWhichRoleOrPolicyThereIsNot() {
        String noRole = "The role with name " + name + " cannot be found.";
        assertMissing(noRole, () -> iam.getRole(it -> it.roleName(name)));
        assertMissing(noRole, () -> iam.deleteRole(it -> it.roleName(name)));
        assertMissing(noRole, () -> iam.updateRole(it -> it.roleName(name)));
        assertMissing(
                noRole, () -> iam.updateAssumeRolePolicy(it -> it.roleName(name).policyDocument(TRUST)));
        assertMissing(
                noRole,
                () -> iam.putRolePolicy(
                        it -> it.roleName(name).policyName("a").policyDocument(TestRole.allow("*", "*"))));
        assertMissing(noRole, () -> iam.getRolePolicy(it -> it.roleName(name).policyName("a")));
        assertMissing(noRole, () -> iam.listRolePolicies(it -> it.roleName(name)));
        assertMissing(noRole, () -> iam.deleteRolePolicy(it -> it.roleName(name).policyName("a")));
        make(name);
        String noPolicy = "The role policy with name a cannot be found.";
        assertMissing(noPolicy, () -> iam.getRolePolicy(it -> it.roleName(name).policyName("a")));
        assertMissing(
                noPolicy, () -> iam.deleteRolePolicy(it -> it.roleName(name).policyName("a")));
        assertMissing(
                "The role with name " + name.toUpperCase(java.util.Locale.ROOT) + " cannot be found.",
                () -> iam.getRole(it -> it.roleName(name.toUpperCase(java.util.Locale.ROOT))));
    }

    @Test
    void aRoleSessionNeedsThePermission() {
        TestRole reader = TestRole.ofAccount().allowing("iam:GetRole", "arn:aws:iam::000000000000:role/" + name);
        make(name);
        IamClient client = reader.clients().iam();

        assertThat(client.getRole(it -> it.roleName(name)).role().roleName()).isEqualTo(name);
        IamException refused =
                catchThrowableOfType(IamException.class, () -> client.deleteRole(it -> it.roleName(name)));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDenied");
        assertThat(refused.awsErrorDetails().errorMessage())
                .isEqualTo("User: arn:aws:sts::000000000000:assumed-role/" + reader.name()
                        + "/test is not authorized to perform: iam:DeleteRole on resource: arn:aws:iam::000000000000:role/"
                        + name + " because no identity-based policy allows the iam:DeleteRole action");
    }

    @Test
    void decidesByTheRolesFullNameWithItsPath() {
        iam.createRole(it -> it.roleName(name).path("/app/").assumeRolePolicyDocument(TRUST));
        IamClient ofApp = TestRole.ofAccount()
                .allowing("iam:*", "arn:aws:iam::000000000000:role/app/*")
                .clients()
                .iam();
        IamClient ofRoot = TestRole.ofAccount()
                .allowing("iam:*", "arn:aws:iam::000000000000:role/" + name)
                .clients()
                .iam();

        assertThat(ofApp.getRole(it -> it.roleName(name)).role().path()).isEqualTo("/app/");
        assertThatThrownBy(() -> ofRoot.getRole(it -> it.roleName(name)))
                .hasMessageContaining("on resource: arn:aws:iam::000000000000:role/app/" + name);
    }

    private void make(String roleName) {
        iam.createRole(it -> it.roleName(roleName).assumeRolePolicyDocument(TRUST));
    }

    private static void assertMissing(String message, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(NoSuchEntityException.class).hasMessageContaining(message);
    }

    private static String padded(int length) {
        String empty = TestRole.trust(
                "{\"AWS\":\"000000000000\"}", "sts:AssumeRole", TestRole.equal(java.util.Map.of("a", "")));
        return empty.replace("\"a\":\"\"", "\"a\":\"" + "x".repeat(length - empty.length()) + "\"");
    }

    private static <T> List<Future<T>> together(int times, Callable<T> call)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(times)) {
            return threads.invokeAll(java.util.Collections.nCopies(times, call));
        }
    }

    private static String decoded(String document) {
        return URLDecoder.decode(document, StandardCharsets.UTF_8);
    }
}
