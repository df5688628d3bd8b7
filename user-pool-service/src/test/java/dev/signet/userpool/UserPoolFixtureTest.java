package dev.signet.userpool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.testkit.UserPoolFixture;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserPoolFixtureTest {
    @Test
    void makesAPoolWithAUserWhoSignsInInOneLineEach() {
        var clients = SignetClients.underTest();
        var pool = UserPoolFixture.make(clients);
        var user = pool.user();

        var tokens = pool.signIn(user);

        var known = clients.userPools().getUser(request -> request.accessToken(tokens.accessToken()));
        assertThat(known.username()).isEqualTo(user.username());
        assertThat(known.userAttributes())
                .anySatisfy(attribute -> assertThat(attribute.value()).isEqualTo(user.sub()))
                .anySatisfy(attribute -> assertThat(attribute.value()).isEqualTo(user.email()));
    }
}
