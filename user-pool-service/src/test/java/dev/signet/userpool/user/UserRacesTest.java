package dev.signet.userpool.user;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Of many who want one name at the same moment, one gets it. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserRacesTest {
    private static final int RIVALS = 8;

    @Test
    void oneOfManyGetsAUsername() throws InterruptedException {
        // Given
        TestPool pool = TestPool.make(p -> p.usernameConfiguration(c -> c.caseSensitive(false)));
        List<String> spellings = List.of("anna", "Anna", "ANNA", "aNNA", "anNA", "annA", "AnnA", "aNna");

        // When
        List<Throwable> refusals = race(i -> pool.user(spellings.get(i)));

        // Then
        assertThat(refusals).hasSize(RIVALS - 1).hasOnlyElementsOfType(UsernameExistsException.class);
    }

    @Test
    void oneOfManyGetsAnAddress() throws InterruptedException {
        // Given
        TestPool pool = TestPool.make(p -> p.usernameAttributes(UsernameAttributeType.EMAIL));

        // When
        List<Throwable> refusals = race(_ -> pool.user("anna@example.com"));

        // Then
        assertThat(refusals).hasSize(RIVALS - 1).hasOnlyElementsOfType(UsernameExistsException.class);
    }

    @Test
    void oneOfManyGetsAnAlias() throws InterruptedException {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL));
        IntStream.range(0, RIVALS).forEach(i -> pool.user("user" + i));

        // When
        List<Throwable> refusals = race(i -> {
            pool.update("user" + i, "email", "one@example.com", "email_verified", "true");
            return null;
        });

        // Then
        assertThat(refusals).hasSize(RIVALS - 1).hasOnlyElementsOfType(AliasExistsException.class);
        long holders = IntStream.range(0, RIVALS)
                .filter(i -> "one@example.com".equals(pool.attribute("user" + i, "email")))
                .count();
        assertThat(holders).isEqualTo(1);
    }

    @Test
    void twoWhoSwapNamesAtTheSameMomentDoNotBlockEachOther() throws InterruptedException {
        // Given
        TestPool pool = TestPool.make(p -> p.usernameAttributes(UsernameAttributeType.EMAIL));
        pool.user("a@example.com");
        pool.user("b@example.com");
        String a = pool.attribute("a@example.com", "sub");
        String b = pool.attribute("b@example.com", "sub");

        // When
        List<Throwable> refusals = race(i -> {
            pool.update(i % 2 == 0 ? a : b, "email", i % 2 == 0 ? "b@example.com" : "a@example.com");
            return null;
        });

        // Then
        assertThat(refusals).hasOnlyElementsOfType(AliasExistsException.class);
        assertThat(pool.attribute(a, "email")).isNotEqualTo(pool.attribute(b, "email"));
    }

    private static List<Throwable> race(Attempt attempt) throws InterruptedException {
        List<Throwable> refusals = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(RIVALS)) {
            List<Callable<Object>> attempts = IntStream.range(0, RIVALS)
                    .<Callable<Object>>mapToObj(i -> () -> attempt.make(i))
                    .toList();
            for (Future<Object> outcome : threads.invokeAll(attempts)) {
                try {
                    outcome.get();
                } catch (ExecutionException e) {
                    refusals.add(e.getCause());
                }
            }
        }
        return refusals;
    }

    private interface Attempt {
        Object make(int rival);
    }
}
