package dev.signet.local;

import dev.signet.embedded.Ports;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which part of the suite listens where on the loopback address: the same port as last time where it is still free. */
final class PortBook {
    /** The gateway's entry. */
    static final String GATEWAY = "gateway";

    private final Path file;
    private final Map<String, Integer> ports;

    private PortBook(Path file, Map<String, Integer> ports) {
        this.file = file;
        this.ports = ports;
    }

    /** What the last start wrote down; nothing where that cannot be understood, for ports can be chosen again. */
    static PortBook read(DataFolder folder) {
        Properties properties = new Properties();
        try {
            if (Files.exists(folder.ports())) {
                properties.load(new StringReader(Files.readString(folder.ports())));
            }
        } catch (IOException | IllegalArgumentException e) {
            properties.clear();
        }
        Map<String, Integer> ports = properties.stringPropertyNames().stream()
                .filter(part -> properties.getProperty(part).matches("\\d{1,5}"))
                .collect(Collectors.toMap(
                        part -> part,
                        part -> Integer.valueOf(properties.getProperty(part)),
                        (one, _) -> one,
                        TreeMap::new));
        return new PortBook(folder.ports(), ports);
    }

    Optional<Integer> of(String part) {
        return Optional.ofNullable(ports.get(part));
    }

    /** Chooses a free port for a part, which no other part has. */
    void choose(String part) {
        Optional<Integer> last = Optional.ofNullable(ports.remove(part));
        int port = Stream.concat(last.map(Ports::freeOr).stream(), Stream.generate(Ports::free))
                .filter(free -> !ports.containsValue(free))
                .findFirst()
                .orElseThrow();
        ports.put(part, port);
    }

    /** Forgets what is not among these parts. */
    void keepOnly(Collection<String> parts) {
        ports.keySet().retainAll(parts);
    }

    void set(String part, int port) {
        ports.put(part, port);
    }

    void write() {
        String lines = ports.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                .collect(Collectors.joining());
        OwnerOnly.write(file, lines);
    }
}
