package dev.signet.events.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.signet.events.Event;
import dev.signet.events.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** docs/asyncapi.yaml says what the code does. */
class AsyncApiTest {
    private final JsonNode document = read();

    @Test
    void describesEveryTopicAndWhetherItIsCompacted() {
        Map<String, Boolean> described = elements(document.get("channels"))
                .collect(Collectors.toMap(channel -> channel.get("address").asText(), channel -> channel.at(
                                "/bindings/kafka/topicConfiguration/cleanup.policy/0")
                        .asText()
                        .equals("compact")));

        assertThat(described)
                .isEqualTo(Arrays.stream(Topic.values()).collect(Collectors.toMap(Topic::kafkaName, Topic::compacted)));
    }

    @Test
    void describesEveryTypeOfEventWithItsMembers() {
        Map<String, JsonNode> messages = elements(document.at("/components/messages"))
                .collect(Collectors.toMap(message -> message.get("name").asText(), Function.identity()));

        assertThat(messages).containsOnlyKeys(EventTypes.all().keySet());
        EventTypes.all().forEach((name, type) -> {
            JsonNode payload = messages.get(name).get("payload");
            if (name.endsWith("Gone")) {
                assertThat(payload.get("type").asText()).isEqualTo("null");
            } else {
                assertThat(payload.get("properties").fieldNames())
                        .toIterable()
                        .containsExactlyElementsOf(members(type, true));
                assertThat(elements(payload.get("required")).map(JsonNode::asText))
                        .containsExactlyElementsOf(members(type, false));
            }
        });
    }

    @Test
    void listsEachTypeInTheChannelOfItsTopic() {
        List<String> listed = elements(document.get("channels"))
                .flatMap(channel -> elements(channel.get("messages")))
                .map(message -> message.get("$ref").asText().replace("#/components/messages/", "dev.signet."))
                .toList();

        assertThat(listed).containsExactlyInAnyOrderElementsOf(EventTypes.all().keySet());
    }

    private static List<String> members(Class<? extends Event> type, boolean optionalToo) {
        return Arrays.stream(type.getRecordComponents())
                .filter(c -> optionalToo || !c.getAnnotatedType().isAnnotationPresent(Nullable.class))
                .map(java.lang.reflect.RecordComponent::getName)
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode node) {
        return StreamSupport.stream(node.spliterator(), false);
    }

    private static JsonNode read() {
        try {
            return new YAMLMapper().readTree(Path.of("../../docs/asyncapi.yaml").toFile());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
