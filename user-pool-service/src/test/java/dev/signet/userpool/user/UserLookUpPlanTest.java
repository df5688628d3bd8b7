package dev.signet.userpool.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.CrowdedPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Finding one user by any name is one look into two indexes, whatever the size of the pool. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserLookUpPlanTest {
    @Test
    void usernamesAndAliasesAreFoundByTheirKey() {
        // Given
        CrowdedPool pool = CrowdedPool.of(50_000);

        for (String name : List.of("user777", "user777@example.com")) {
            // When
            CrowdedPool.Plan plan = CrowdedPool.plan(Users.BY_NAME, Map.of("pool", pool.id(), "name", name));

            // Then
            assertThat(plan.text())
                    .contains("using sign_in_name_pk ", "using pool_user_pk ")
                    .doesNotContain("Seq Scan");
            assertThat(plan.pages()).isLessThan(15);
        }
    }
}
