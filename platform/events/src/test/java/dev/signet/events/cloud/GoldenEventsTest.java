package dev.signet.events.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.events.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events as they were published once: what others may hold in Kafka or expect to read. A golden file is only ever added
 * to this folder; when a test fails, the event's record has changed incompatibly and the record is what must give way.
 */
class GoldenEventsTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final ObjectMapper JSON = new ObjectMapper();

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void anEventOnceWrittenIsStillReadWholeAndWrittenTheSame(Path file) throws IOException {
        byte[] golden = Files.readAllBytes(file);

        Event event = EventJson.read(golden, typeOf(file));

        assertThat(JSON.readTree(EventJson.write(event))).isEqualTo(JSON.readTree(golden));
    }

    @Test
    void everyTypeOfEventHasAGoldenFile() throws IOException {
        Set<Class<?>> covered = files().stream().map(GoldenEventsTest::typeOf).collect(Collectors.toSet());

        assertThat(covered).isEqualTo(Set.copyOf(EventTypes.all().values()));
    }

    private static Class<? extends Event> typeOf(Path file) {
        String name = file.getFileName().toString().split("[.-]", 2)[0];
        return EventTypes.named("dev.signet." + name).orElseThrow(() -> new AssertionError(name + " is gone"));
    }
}
