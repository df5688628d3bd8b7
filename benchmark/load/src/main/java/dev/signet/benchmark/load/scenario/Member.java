package dev.signet.benchmark.load.scenario;

import java.util.Map;

/** A user of the pool, by name and password. */
public record Member(String name, String password) {
    /** The parameters of a sign-in by password. */
    public Map<String, String> byPassword() {
        return Map.of("USERNAME", name, "PASSWORD", password);
    }
}
