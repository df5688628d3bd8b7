package dev.signet.userpool.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.TestPool;
import dev.signet.userpool.UserEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserEventsTest {
    @Test
    void othersAreToldWhatHappensToAUserInItsOrder() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna");
        String sub = pool.attribute("anna", "sub");

        // When
        pool.operator().adminSetUserPassword(r -> r.userPoolId(pool.id())
                .username("anna")
                .password(TestPool.PASSWORD)
                .permanent(true));
        pool.operator().adminDisableUser(r -> r.userPoolId(pool.id()).username("anna"));
        pool.operator().adminDisableUser(r -> r.userPoolId(pool.id()).username("anna"));
        pool.operator().adminEnableUser(r -> r.userPoolId(pool.id()).username("anna"));
        pool.operator().adminUserGlobalSignOut(r -> r.userPoolId(pool.id()).username("anna"));
        pool.operator().adminDeleteUser(r -> r.userPoolId(pool.id()).username("anna"));

        // Then
        assertThat(UserEvents.of(sub, 6))
                .zipSatisfy(
                        List.of(
                                "UserSignedUp",
                                "PasswordChanged",
                                "UserDisabled",
                                "UserEnabled",
                                "UserSignedOut",
                                "UserDeleted"),
                        (type, name) -> assertThat(type).containsIgnoringCase(name));
    }
}
