package dev.signet.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.PoolRole;
import dev.signet.identitypool.fake.TestPool;
import dev.signet.testkit.SignetClients;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentity.model.RoleMapping;

@IdentityPoolTest
class PoolRolesApiTest {
    private static final String USERS = "arn:aws:iam::000000000000:role/users";
    private static final String GUESTS = "arn:aws:iam::000000000000:role/guests";

    private final CognitoIdentityClient operator = TestPool.operator();
    private final TestPool pool = TestPool.with(it -> it.allowUnauthenticatedIdentities(true));

    @Test
    void givesBackTheRolesThatWereSet() {
        // When
        operator.setIdentityPoolRoles(
                it -> it.identityPoolId(pool.id()).roles(Map.of("authenticated", USERS, "unauthenticated", GUESTS)));

        // Then
        assertThat(operator.getIdentityPoolRoles(it -> it.identityPoolId(pool.id()))
                        .roles())
                .isEqualTo(Map.of("authenticated", USERS, "unauthenticated", GUESTS));
    }

    @Test
    void replacesAllRoles() {
        // Given
        operator.setIdentityPoolRoles(
                it -> it.identityPoolId(pool.id()).roles(Map.of("authenticated", USERS, "unauthenticated", GUESTS)));

        // When
        operator.setIdentityPoolRoles(it -> it.identityPoolId(pool.id()).roles(Map.of("authenticated", USERS)));

        // Then
        assertThat(operator.getIdentityPoolRoles(it -> it.identityPoolId(pool.id()))
                        .roles())
                .isEqualTo(Map.of("authenticated", USERS));
    }

    @Test
    void refusesRoleMappingsByName() {
        assertThatThrownBy(() -> operator.setIdentityPoolRoles(it -> it.identityPoolId(pool.id())
                        .roles(Map.of("authenticated", USERS))
                        .roleMappings(Map.of(
                                "localhost:8080/us-east-1_abc",
                                RoleMapping.builder().type("Token").build()))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("RoleMappings");
    }

    @Test
    void refusesWhatIsNoRoleOfThisAccount() {
        assertForbidden(operator, "arn:aws:iam::111111111111:role/users");
        assertForbidden(operator, "users-role-without-being-an-arn");
    }

    @Test
    void refusesAPoolThatDoesNotExist() {
        assertThatThrownBy(() -> operator.setIdentityPoolRoles(
                        it -> it.identityPoolId("us-east-1:00000000-0000-0000-0000-000000000000")
                                .roles(Map.of("authenticated", USERS))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void passesOnlyRolesThatTheCallerMayPass() {
        // Given
        String trust = PoolRole.trust(pool.id(), "unauthenticated");
        PoolRole deputy = PoolRole.of(trust, """
                {"Version":"2012-10-17","Statement":[
                  {"Effect":"Allow","Action":"cognito-identity:SetIdentityPoolRoles","Resource":"*"},
                  {"Effect":"Allow","Action":"iam:PassRole","Resource":"%s"}]}
                """.formatted(GUESTS));
        operator.setIdentityPoolRoles(
                it -> it.identityPoolId(pool.id()).roles(Map.of("unauthenticated", deputy.arn())));
        String token = token();
        var credentials = SignetClients.underTest()
                .sts()
                .assumeRoleWithWebIdentity(
                        it -> it.roleArn(deputy.arn()).roleSessionName("deputy").webIdentityToken(token))
                .credentials();
        CognitoIdentityClient asDeputy =
                SignetClients.underTest().as(credentials).identityPools();

        // When
        asDeputy.setIdentityPoolRoles(it -> it.identityPoolId(pool.id()).roles(Map.of("unauthenticated", GUESTS)));

        // Then
        assertThat(operator.getIdentityPoolRoles(it -> it.identityPoolId(pool.id()))
                        .roles())
                .isEqualTo(Map.of("unauthenticated", GUESTS));
        assertForbidden(asDeputy, USERS);
    }

    private String token() {
        operator.updateIdentityPool(it -> it.identityPoolId(pool.id())
                .identityPoolName("classic")
                .allowUnauthenticatedIdentities(true)
                .allowClassicFlow(true));
        String guest = pool.guest();
        return TestPool.anonymous().getOpenIdToken(it -> it.identityId(guest)).token();
    }

    private void assertForbidden(CognitoIdentityClient caller, String role) {
        assertThatThrownBy(() -> caller.setIdentityPoolRoles(
                        it -> it.identityPoolId(pool.id()).roles(Map.of("authenticated", role))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Role '" + role + "' is forbidden.");
    }
}
