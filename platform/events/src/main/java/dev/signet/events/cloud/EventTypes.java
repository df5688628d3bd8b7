package dev.signet.events.cloud;

import dev.signet.events.Event;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every type of event by its CloudEvents name, {@code dev.signet.} and the record's name. */
public final class EventTypes {
    private static final String PREFIX = "dev.signet.";

    private static final Map<String, Class<? extends Event>> BY_NAME =
            leaves(Event.class).collect(Collectors.toUnmodifiableMap(EventTypes::nameOf, Function.identity()));

    private EventTypes() {}

    public static String nameOf(Class<? extends Event> type) {
        return PREFIX + type.getSimpleName();
    }

    public static Optional<Class<? extends Event>> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }

    public static Map<String, Class<? extends Event>> all() {
        return BY_NAME;
    }

    private static Stream<Class<? extends Event>> leaves(Class<? extends Event> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(t -> leaves(t.asSubclass(Event.class)))
                : Stream.of(type);
    }
}
