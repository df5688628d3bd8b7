package dev.signet.userpool.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.CrowdedPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each filter reads its own index, whatever the size of the pool. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserSearchPlanTest {
    private static final String MIDDLE = "80000000-0000-0000-0000-000000000000";

    /** A filter, the key of a page in the middle, the index that must serve it. */
    record Case(String filter, String middleKey, String index) {}

    private static final List<Case> CASES = List.of(
            new Case("", "", "pool_user_by_sub"),
            new Case("username = \"user77\"", "", "pool_user_by_username"),
            new Case("username ^= \"user7\"", "user75", "pool_user_by_username"),
            new Case("sub ^= \"8\"", "81", "pool_user_by_sub"),
            new Case("email = \"user77@example.com\"", "", "pool_user_by_email"),
            new Case("email ^= \"user7\"", "user75", "pool_user_by_email"),
            new Case("phone_number = \"+491100000077\"", "", "pool_user_by_phone_number"),
            new Case("phone_number ^= \"+4911000\"", "+491100005", "pool_user_by_phone_number"),
            new Case("name = \"Name 7\"", "", "pool_user_by_name"),
            new Case("name ^= \"Name\"", "Name 5", "pool_user_by_name"),
            new Case("given_name = \"Given 7\"", "", "pool_user_by_given_name"),
            new Case("given_name ^= \"Given 1\"", "Given 15", "pool_user_by_given_name"),
            new Case("family_name = \"Family 7\"", "", "pool_user_by_family_name"),
            new Case("family_name ^= \"Family 1\"", "Family 15", "pool_user_by_family_name"),
            new Case("preferred_username = \"pref77\"", "", "pool_user_by_preferred_username"),
            new Case("preferred_username ^= \"pref\"", "pref5", "pool_user_by_preferred_username"),
            new Case("cognito:user_status = \"UNCONFIRMED\"", "", "pool_user_by_status"),
            new Case("cognito:user_status ^= \"con\"", "CONFIRMED", "pool_user_by_status"),
            new Case("status = \"Disabled\"", "", "pool_user_by_enabled"));

    @Test
    void eachFilterReadsItsIndexInOrderAndCostsTheSameInALargePool() {
        // Given
        CrowdedPool small = CrowdedPool.of(1_000);
        CrowdedPool large = CrowdedPool.of(50_000);

        for (Case asked : CASES) {
            for (UserSearch.Position after :
                    List.of(UserSearch.Position.START, new UserSearch.Position(asked.middleKey, MIDDLE))) {
                // When
                CrowdedPool.Plan inSmall = plan(small, asked, after);
                CrowdedPool.Plan inLarge = plan(large, asked, after);

                // Then
                assertThat(inLarge.text())
                        .as("%s after %s", asked.filter, after)
                        .contains("using " + asked.index + " ")
                        .doesNotContain("Seq Scan", "Sort", "Filter:");
                assertThat(inLarge.pages())
                        .as("pages for %s after %s:%n%s", asked.filter, after, inLarge.text())
                        .isLessThanOrEqualTo(Math.max(inSmall.pages(), 61) + 20);
            }
        }
    }

    private static CrowdedPool.Plan plan(CrowdedPool pool, Case asked, UserSearch.Position after) {
        UserSearch.Query query = UserSearch.query(pool.id(), UserFilter.parse(asked.filter), after)
                .orElseThrow();
        return CrowdedPool.plan(query.sql() + " limit 61", query.parameters());
    }
}
