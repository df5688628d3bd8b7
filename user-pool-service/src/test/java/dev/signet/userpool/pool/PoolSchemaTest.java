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

    static Stream<Arguments> customAttributesThatAreRefused() {
        String lengths = "lengths are whole numbers from 0 to 2048";
        String prefixed = "is to be given without its prefix";
        return Stream.of(
                refused("Required custom attributes are not supported currently.", named("x", a -> a.required(true))),
                refused(
                        "Existing attribute already has name custom:x.",
                        named("x", _ -> {}),
                        named("custom:x", a -> a.attributeDataType("Number"))),
                refused(
                        "the least is not above the greatest",
                        named(
                                "x",
                                a -> a.stringAttributeConstraints(
                                        c -> c.minLength("5").maxLength("4")))),
                refused("the least is not above the greatest", named("x", a -> a.attributeDataType("Number")
                        .numberAttributeConstraints(c -> c.minValue("0.5").maxValue("-5")))),
                refused("Invalid attribute constraints", named("x", a -> a.attributeDataType("Number")
                        .numberAttributeConstraints(c -> c.minValue("1e400")))),
                refused(lengths, lengthFrom("-1")),
                refused(lengths, lengthFrom("1.5")),
                refused(lengths, lengthFrom("2049")),
                refused(lengths, lengthFrom("twelve")),
                refused(prefixed, named("custom:", _ -> {})),
                refused(prefixed, named("custom:custom:x", _ -> {})),
                refused(prefixed, named("dev:custom:x", _ -> {})),
                refused(prefixed, named("custom:dev:custom:x", _ -> {})),
                refused(prefixed, named("dev:x", a -> a.developerOnlyAttribute(true))));
    }

    static Stream<Arguments> standardAttributesThatAreRefused() {
        String fixed = "You can not change AttributeDataType or set developerOnlyAttribute";
        String order = "the least is not above the greatest";
        return Stream.of(
                refused(fixed, named("email", a -> a.attributeDataType("Number"))),
                refused(fixed, named("email", a -> a.developerOnlyAttribute(true))),
                refused(order, named("birthdate", a -> a.stringAttributeConstraints(c -> c.minLength("20")))),
                refused(order, named("birthdate", a -> a.stringAttributeConstraints(c -> c.maxLength("9")))),
                refused(order, named("updated_at", a -> a.attributeDataType("Number")
                        .numberAttributeConstraints(c -> c.maxValue("-5")))),
                refused("Value at 'schema' failed", many(51).toArray(SchemaAttributeType[]::new)));
    }

    private static Arguments refused(String message, SchemaAttributeType... attributes) {
        return Arguments.of(message, List.of(attributes));
    }

    private static SchemaAttributeType named(String name, Consumer<SchemaAttributeType.Builder> wish) {
        SchemaAttributeType.Builder attribute =
                SchemaAttributeType.builder().name(name).attributeDataType("String");
        wish.accept(attribute);
        return attribute.build();
    }

    private static SchemaAttributeType lengthFrom(String least) {
        return named("x", a -> a.stringAttributeConstraints(c -> c.minLength(least)));
    }

    private static List<SchemaAttributeType> many(int count) {
        List<SchemaAttributeType> attributes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            attributes.add(named("a" + i, _ -> {}));
        }
        return attributes;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"customAttributesThatAreRefused", "standardAttributesThatAreRefused"})
    void refusesSchemasThatItCannotKeep(String message, List<SchemaAttributeType> schema) {
        assertThatThrownBy(() -> TestPool.make(pool -> pool.schema(schema)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("customAttributesThatAreRefused")
    void refusesToAddWhatItCannotKeep(String message, List<SchemaAttributeType> attributes) {
        TestPool pool = TestPool.make();
        int before = pool.describe().schemaAttributes().size();

        assertThatThrownBy(() -> pool.operator()
                        .addCustomAttributes(r -> r.userPoolId(pool.id()).customAttributes(attributes)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThat(pool.describe().schemaAttributes()).hasSize(before);
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
