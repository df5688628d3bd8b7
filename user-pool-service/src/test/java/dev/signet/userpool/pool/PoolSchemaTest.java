package dev.signet.userpool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class PoolSchemaTest {
    private static final String NOBODYS_POOL = "us-east-1_Nobody000";

    static Stream<Arguments> schemasThatAreRefused() {
        return Stream.of(
                refused(
                        w -> w.schema(
                                a -> a.name("x").attributeDataType("String").required(true)),
                        "Required custom attributes are not supported currently."),
                refused(
                        w -> w.schema(a -> a.name("x").attributeDataType("String"), a -> a.name("x")
                                .attributeDataType("Number")),
                        "Existing attribute already has name custom:x."),
                refused(
                        w -> w.schema(a -> a.name("x")
                                .attributeDataType("String")
                                .stringAttributeConstraints(
                                        c -> c.minLength("5").maxLength("4"))),
                        "Invalid attribute constraints"),
                refused(
                        w -> w.schema(a -> a.name("x")
                                .attributeDataType("Number")
                                .numberAttributeConstraints(c -> c.minValue("1e400"))),
                        "Invalid attribute constraints"),
                refused(
                        w -> w.schema(a -> a.name("email").attributeDataType("Number")),
                        "You can not change AttributeDataType"),
                refused(
                        w -> w.schema(a -> a.name("email").developerOnlyAttribute(true)),
                        "You can not change AttributeDataType or set developerOnlyAttribute"),
                refused(w -> w.schema(lengthFrom("-1")), "lengths are whole numbers from 0 to 2048"),
                refused(w -> w.schema(lengthFrom("1.5")), "lengths are whole numbers from 0 to 2048"),
                refused(w -> w.schema(lengthFrom("2049")), "lengths are whole numbers from 0 to 2048"),
                refused(w -> w.schema(lengthFrom("twelve")), "lengths are whole numbers from 0 to 2048"),
                refused(w -> w.schema(many(51)), "Value at 'schema' failed"));
    }

    private static Arguments refused(Consumer<CreateUserPoolRequest.Builder> wish, String message) {
        return Arguments.of(wish, message);
    }

    private static SchemaAttributeType lengthFrom(String least) {
        return SchemaAttributeType.builder()
                .name("x")
                .attributeDataType("String")
                .stringAttributeConstraints(c -> c.minLength(least))
                .build();
    }

    private static List<SchemaAttributeType> many(int count) {
        List<SchemaAttributeType> attributes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attributes.add(SchemaAttributeType.builder()
                    .name("a" + i)
                    .attributeDataType("String")
                    .build());
        }
        return attributes;
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("schemasThatAreRefused")
    void refusesSchemasThatItCannotKeep(Consumer<CreateUserPoolRequest.Builder> wish, String message) {
        assertThatThrownBy(() -> TestPool.make(wish))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
    }

    @Test
    void addsCustomAttributes() {
        // Given
        TestPool pool = TestPool.make();

        // When
        pool.operator().addCustomAttributes(r -> r.userPoolId(pool.id())
                .customAttributes(
                        a -> a.name("shoe").attributeDataType("String").mutable(true)));

        // Then
        assertThat(attribute(pool.describe(), "custom:shoe").mutable()).isTrue();
    }

    @Test
    void refusesToAddACustomAttributeTwice() {
        // Given
        TestPool pool = TestPool.make(w -> w.schema(a -> a.name("shoe").attributeDataType("String")));

        // When, Then
        assertThatThrownBy(() -> pool.operator().addCustomAttributes(r -> r.userPoolId(pool.id())
                        .customAttributes(a -> a.name("shoe").attributeDataType("String"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Existing attribute already has name custom:shoe");
    }

    @Test
    void refusesTheCustomAttributeAfterTheFiftieth() {
        // Given
        TestPool pool = TestPool.make(w -> w.schema(many(50)));

        // When, Then
        assertThatThrownBy(() -> pool.operator().addCustomAttributes(r -> r.userPoolId(pool.id())
                        .customAttributes(a -> a.name("shoe").attributeDataType("String"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("A user pool can have at most 50 custom attributes.");
    }

    @Test
    void refusesToAddAttributesToAnUnknownPool() {
        assertThatThrownBy(() -> operator().addCustomAttributes(r -> r.userPoolId(NOBODYS_POOL)
                        .customAttributes(a -> a.name("x").attributeDataType("String"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static CognitoIdentityProviderClient operator() {
        return SignetClients.underTest().operator().userPools();
    }

    private static SchemaAttributeType attribute(UserPoolType pool, String name) {
        return pool.schemaAttributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void refusesACustomAttributeWithoutAName() {
        TestPool pool = TestPool.make();
        int before = pool.describe().schemaAttributes().size();

        assertThatThrownBy(() -> pool.operator().addCustomAttributes(r -> r.userPoolId(pool.id())
                        .customAttributes(attribute -> attribute.attributeDataType("String"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid AttributeName: an attribute needs a name.");
        assertThat(pool.describe().schemaAttributes()).hasSize(before);
    }
}
