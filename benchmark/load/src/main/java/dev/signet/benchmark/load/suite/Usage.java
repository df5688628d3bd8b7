package dev.signet.benchmark.load.suite;

import java.util.LinkedHashMap;
import java.util.Map;

/** What each part of the suite has used: seconds of CPU, and bytes of memory. */
public record Usage(Map<String, Double> cpu, Map<String, Long> memory) {
    /** Nothing yet. */
    public static final Usage NONE = new Usage(Map.of(), Map.of());

    public Usage {
        cpu = new LinkedHashMap<>(cpu);
        memory = new LinkedHashMap<>(memory);
    }

    /** The CPU seconds between an earlier reading and this one, with this one's memory. */
    public Usage since(Usage earlier) {
        Map<String, Double> spent = new LinkedHashMap<>();
        cpu.forEach((part, seconds) -> spent.put(part, seconds - earlier.cpu.getOrDefault(part, 0.0)));
        return new Usage(spent, memory);
    }

    /** Both spans together, with the larger memory of both. */
    public Usage plus(Usage other) {
        Map<String, Double> spent = new LinkedHashMap<>(cpu);
        other.cpu.forEach((part, seconds) -> spent.merge(part, seconds, Double::sum));
        Map<String, Long> most = new LinkedHashMap<>(memory);
        other.memory.forEach((part, bytes) -> most.merge(part, bytes, Math::max));
        return new Usage(spent, most);
    }
}
