package dev.signet.iam.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The policy language by tables: what each condition, each statement and each broken document comes to. */
class PermissionPolicyTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    static Stream<Arguments> conditions() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode group : table("conditions")) {
            String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"a:B\","
                    + "\"Resource\":\"*\",\"Condition\":" + group.path("condition") + "}}";
            for (JsonNode one : group.path("cases")) {
                cases.add(Arguments.of(
                        group.path("condition") + " " + one.path(2).asText(),
                        policy,
                        context(one.path(1)),
                        one.path(0).asBoolean()));
            }
        }
        return cases.stream();
    }

    static Stream<Arguments> statements() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode group : table("statements")) {
            for (JsonNode one : group.path("cases")) {
                AccessRequest request =
                        new AccessRequest(one.path(1).asText(), one.path(2).asText(), context(one.path(3)));
                cases.add(Arguments.of(
                        one.path(4).asText(),
                        group.path("policy").toString(),
                        request,
                        Decision.valueOf(one.path(0).asText())));
            }
        }
        return cases.stream();
    }

    static Stream<Arguments> malformed() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        for (JsonNode one : table("malformed")) {
            JsonNode policy = one.path(0);
            cases.add(Arguments.of(
                    policy.isTextual() ? policy.asText() : policy.toString(),
                    one.path(1).asText()));
        }
        return cases.stream();
    }

    @Test
    void theTablesAreLarge() throws IOException {
        assertThat(conditions().count() + statements().count()).isGreaterThan(200);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("conditions")
    void aConditionHoldsOrNot(String why, String policy, RequestContext context, boolean holds) throws PolicyMalformed {
        Decision decision = PermissionPolicy.parse(policy).decide(new AccessRequest("a:B", "*", context));

        assertThat(decision).isEqualTo(holds ? Decision.ALLOWED : Decision.NOT_ALLOWED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statements")
    void statementsDecide(String why, String policy, AccessRequest request, Decision expected) throws PolicyMalformed {
        Decision decision = PermissionPolicy.parse(policy).decide(request);

        assertThat(decision).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void saysWhatIsWrongWithADocument(String policy, String message) {
        assertThatThrownBy(() -> PermissionPolicy.parse(policy))
                .isInstanceOf(PolicyMalformed.class)
                .hasMessage(message);
    }

    @Test
    void matchesHostileWildcardsInTimeBoundedByTheLengths() throws PolicyMalformed {
        String pattern = "*a".repeat(1_000) + "*b";
        PermissionPolicy policy = PermissionPolicy.parse(
                "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s:::" + pattern + "\"}}");
        AccessRequest request =
                new AccessRequest("a:B", "arn:aws:s:::" + "a".repeat(20_000), RequestContext.of(Map.of()));

        long start = System.nanoTime();
        Decision decision = policy.decide(request);

        assertThat(decision).isEqualTo(Decision.NOT_ALLOWED);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void refusesADocumentNestedWithoutEnd() {
        String bottomless = "{\"Statement\":".repeat(5_000);

        assertThatThrownBy(() -> PermissionPolicy.parse(bottomless)).isInstanceOf(PolicyMalformed.class);
    }

    private static JsonNode table(String name) throws IOException {
        try (var file = PermissionPolicyTest.class.getResourceAsStream("/policy/" + name + ".json")) {
            return JSON.readTree(file);
        }
    }

    private static RequestContext context(JsonNode keys) {
        Map<String, List<String>> values = new HashMap<>();
        keys.properties().forEach(key -> {
            List<String> found = new ArrayList<>();
            if (key.getValue().isArray()) {
                key.getValue().forEach(value -> found.add(value.asText()));
            } else {
                found.add(key.getValue().asText());
            }
            values.put(key.getKey(), found);
        });
        return RequestContext.of(values);
    }
}
