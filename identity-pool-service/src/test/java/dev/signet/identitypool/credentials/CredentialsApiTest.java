package dev.signet.identitypool.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.iam.RoleSession;
import dev.signet.iam.session.SessionCredentials;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.PoolRole;
import dev.signet.identitypool.fake.TestPool;
import dev.signet.testkit.SignetClients;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.GetCredentialsForIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidIdentityPoolConfigurationException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

@IdentityPoolTest
class CredentialsApiTest {
    private static final String CHECK_ROLES =
            "Invalid identity pool configuration. Check assigned IAM roles for this pool.";

    @Inject
    SessionCredentials sessions;

    private final CognitoIdentityClient client = TestPool.anonymous();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final FakeIssuer others = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users, others);

    @Test
    void givesAGuestAnHourOfTheGuestRole() {
        // Given
        PoolRole role = PoolRole.forGuests(pool);
        setRoles(Map.of("unauthenticated", role.arn()));
        String guest = pool.guest();

        // When
        var answer = client.getCredentialsForIdentity(it -> it.identityId(guest));

        // Then
        RoleSession session = opened(answer.credentials());
        assertThat(answer.identityId()).isEqualTo(guest);
        assertThat(answer.credentials().accessKeyId()).startsWith("ASIA").hasSize(20);
        assertThat(answer.credentials().expiration())
                .isBetween(
                        Instant.now().plus(Duration.ofMinutes(58)),
                        Instant.now().plus(Duration.ofMinutes(61)));
        assertThat(session.roleArn()).isEqualTo(role.arn());
        assertThat(session.identityId()).contains(guest);
        assertThat(session.identityPoolId()).contains(pool.id());
        assertThat(session.context()).containsEntry(RoleSession.IDENTITY_PROOF, List.of("unauthenticated"));
    }

    @Test
    void givesAUserTheUsersRole() {
        // Given
        PoolRole role = PoolRole.forUsers(pool);
        setRoles(Map.of("authenticated", role.arn()));
        String identityId = pool.getId(alice());

        // When
        var answer =
                client.getCredentialsForIdentity(it -> it.identityId(identityId).logins(alice()));

        // Then
        RoleSession session = opened(answer.credentials());
        assertThat(session.roleArn()).isEqualTo(role.arn());
        assertThat(session.sessionPolicies()).isEmpty();
        assertThat(session.context())
                .containsEntry(
                        RoleSession.IDENTITY_PROOF,
                        List.of("authenticated", users.awsName(), users.awsName() + ":CognitoSignIn:alice"));
        assertThat(SignetClients.underTest()
                        .as(answer.credentials())
                        .sts()
                        .getCallerIdentity()
                        .arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + role.name() + "/CognitoIdentityCredentials");
    }

    @Test
    void aGuestMayDoNoMoreThanTheScopeDownPolicyWhateverTheRole() {
        // Given
        setRoles(Map.of("unauthenticated", PoolRole.forGuests(pool).arn()));
        String guest = pool.guest();
        SignetClients asGuest = SignetClients.underTest()
                .as(client.getCredentialsForIdentity(it -> it.identityId(guest)).credentials());

        // When / Then
        assertThat(asGuest.identityPools()
                        .describeIdentity(it -> it.identityId(guest))
                        .identityId())
                .isEqualTo(guest);
        assertThatThrownBy(() -> asGuest.iam().listRoles())
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("AccessDenied"));
        assertThatThrownBy(() -> asGuest.sts()
                        .assumeRole(
                                it -> it.roleArn(PoolRole.forUsers(pool).arn()).roleSessionName("escalation")))
                .isInstanceOfSatisfying(AwsServiceException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("AccessDenied"));
    }

    @Test
    void refusesWithoutARole() {
        // Given
        String guest = pool.guest();

        // When / Then
        assertNoRole(it -> it.identityId(guest));
        assertNoRole(it -> it.identityId(pool.getId(alice())).logins(alice()));
    }

    @Test
    void refusesARoleThatDoesNotExist() {
        // Given
        setRoles(Map.of("unauthenticated", "arn:aws:iam::000000000000:role/nobody"));
        String guest = pool.guest();

        // When / Then
        assertNoRole(it -> it.identityId(guest));
    }

    @Test
    void refusesARoleThatTrustsAnotherPool() {
        // Given
        TestPool another = TestPool.of(users);
        setRoles(Map.of("unauthenticated", PoolRole.forGuests(another).arn()));
        String guest = pool.guest();

        // When / Then
        assertNoRole(it -> it.identityId(guest));
    }

    @Test
    void aGuestDoesNotGetARoleForUsers() {
        // Given
        setRoles(Map.of("unauthenticated", PoolRole.forUsers(pool).arn()));
        String guest = pool.guest();

        // When / Then
        assertNoRole(it -> it.identityId(guest));
    }

    @Test
    void theTrustPolicyDecidesByProvider() {
        // Given
        PoolRole forOthers = PoolRole.trusting(pool.id(), "cognito-idp.us-east-1.amazonaws.com/us-east-1_another");
        PoolRole forTheseUsers = PoolRole.trusting(pool.id(), users.awsName() + ":CognitoSignIn:*");
        String identityId = pool.getId(alice());

        // When / Then
        setRoles(Map.of("authenticated", forOthers.arn()));
        assertNoRole(it -> it.identityId(identityId).logins(alice()));
        setRoles(Map.of("authenticated", forTheseUsers.arn()));
        assertThat(client.getCredentialsForIdentity(
                                it -> it.identityId(identityId).logins(alice()))
                        .identityId())
                .isEqualTo(identityId);
    }

    @Test
    void refusesAnIdentityWithALoginThatIsNotProven() {
        // Given
        setRoles(Map.of("unauthenticated", PoolRole.forGuests(pool).arn()));
        String alice = pool.getId(alice());

        // When / Then
        assertThatThrownBy(() -> client.getCredentialsForIdentity(it -> it.identityId(alice)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + alice + "' is forbidden.");
    }

    @Test
    void refusesAnotherPersonsIdentity() {
        // Given
        setRoles(Map.of("authenticated", PoolRole.forUsers(pool).arn()));
        String alice = pool.getId(alice());

        // When / Then
        assertThatThrownBy(() -> client.getCredentialsForIdentity(
                        it -> it.identityId(alice).logins(Map.of(users.awsName(), users.token("mallory")))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Logins don't match.");
    }

    @Test
    void refusesAnIdentityThatWasMerged() {
        // Given
        setRoles(Map.of("authenticated", PoolRole.forUsers(pool).arn()));
        String owner = pool.getId(alice());
        String guest = pool.guest();
        var merged = client.getCredentialsForIdentity(it -> it.identityId(guest).logins(alice()));

        // When / Then
        assertThat(merged.identityId()).isEqualTo(owner);
        assertForbidden(guest, Map.of());
        assertForbidden(guest, Map.of(others.awsName(), others.token("stranger")));
    }

    @Test
    void refusesASecondLoginOfOneProvider() {
        // Given
        String identityId = pool.getId(Map.of(users.awsName(), users.token("alice"), others.name(), others.token("a")));

        // When / Then
        assertThatThrownBy(() -> client.getCredentialsForIdentity(it -> it.identityId(identityId)
                        .logins(Map.of(users.awsName(), users.token("alice"), others.name(), others.token("b")))))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining(
                        "The identity already has another login of the provider '" + others.awsName() + "'.");
    }

    @Test
    void saysWhenTheKeysOfALoginCannotBeRead() {
        // Given
        String guest = pool.guest();
        users.withdrawKeys();

        // When / Then
        assertThatThrownBy(() -> client.getCredentialsForIdentity(
                        it -> it.identityId(guest).logins(alice())))
                .isInstanceOf(ExternalServiceException.class)
                .hasMessageContaining("The keys of " + users.awsName() + " cannot be read now.");
    }

    @Test
    void refusesGuestsOnceThePoolDoes() {
        // Given
        setRoles(Map.of("unauthenticated", PoolRole.forGuests(pool).arn()));
        String guest = pool.guest();
        TestPool.operator()
                .updateIdentityPool(it ->
                        it.identityPoolId(pool.id()).identityPoolName("closed").allowUnauthenticatedIdentities(false));

        // When / Then
        assertThatThrownBy(() -> client.getCredentialsForIdentity(it -> it.identityId(guest)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Unauthenticated access is not supported for this identity pool.");
    }

    @Test
    void refusesAnIdentityThatDoesNotExist() {
        assertThatThrownBy(() -> client.getCredentialsForIdentity(
                        it -> it.identityId("us-east-1:00000000-0000-0000-0000-000000000000")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aCustomRoleMustBeAmongTheRolesOfTheToken() {
        // Given
        PoolRole usual = PoolRole.forUsers(pool);
        PoolRole admins = PoolRole.forUsers(pool);
        setRoles(Map.of("authenticated", usual.arn()));
        String identityId = pool.getId(alice());
        Map<String, String> asAdmin = Map.of(
                users.awsName(), users.token("alice", claims -> claims.claim("cognito:roles", List.of(admins.arn()))));

        // When
        var answer = client.getCredentialsForIdentity(
                it -> it.identityId(identityId).logins(asAdmin).customRoleArn(admins.arn()));

        // Then
        assertThat(opened(answer.credentials()).roleArn()).isEqualTo(admins.arn());
        assertForbiddenRole(
                admins, it -> it.identityId(identityId).logins(alice()).customRoleArn(admins.arn()));
        assertForbiddenRole(
                usual, it -> it.identityId(identityId).logins(asAdmin).customRoleArn(usual.arn()));
    }

    @Test
    void aGuestHasNoCustomRole() {
        // Given
        PoolRole forUsers = PoolRole.forUsers(pool);
        setRoles(Map.of("unauthenticated", PoolRole.forGuests(pool).arn(), "authenticated", forUsers.arn()));
        String guest = pool.guest();

        // When / Then
        assertForbiddenRole(forUsers, it -> it.identityId(guest).customRoleArn(forUsers.arn()));
    }

    @Test
    void aCustomRoleOfAnotherPoolIsOfNoUse() {
        // Given
        PoolRole foreign = PoolRole.forUsers(TestPool.of(users));
        String identityId = pool.getId(alice());
        Map<String, String> logins = Map.of(
                users.awsName(), users.token("alice", claims -> claims.claim("cognito:roles", List.of(foreign.arn()))));

        // When / Then
        assertNoRole(it -> it.identityId(identityId).logins(logins).customRoleArn(foreign.arn()));
    }

    private Map<String, String> alice() {
        return Map.of(users.awsName(), users.token("alice"));
    }

    private void setRoles(Map<String, String> roles) {
        TestPool.operator()
                .setIdentityPoolRoles(it -> it.identityPoolId(pool.id()).roles(roles));
    }

    private RoleSession opened(Credentials credentials) {
        return sessions.open(credentials.accessKeyId(), credentials.sessionToken())
                .owner();
    }

    private void assertNoRole(Consumer<GetCredentialsForIdentityRequest.Builder> request) {
        assertThatThrownBy(() -> client.getCredentialsForIdentity(request))
                .isInstanceOf(InvalidIdentityPoolConfigurationException.class)
                .hasMessageContaining(CHECK_ROLES);
    }

    private void assertForbidden(String identityId, Map<String, String> logins) {
        assertThatThrownBy(() -> client.getCredentialsForIdentity(
                        it -> it.identityId(identityId).logins(logins)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + identityId + "' is forbidden.");
    }

    private void assertForbiddenRole(PoolRole role, Consumer<GetCredentialsForIdentityRequest.Builder> request) {
        assertThatThrownBy(() -> client.getCredentialsForIdentity(request))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Role '" + role.arn() + "' is forbidden.");
    }
}
