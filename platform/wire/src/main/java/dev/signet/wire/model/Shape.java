package dev.signet.wire.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A shape's constraints. For a structure {@code parts} are its members by name, for a list {@code member}, for a
 * map {@code key} and {@code value}, each with the name of its shape.
 *
 * @param min the least length, size or value; {@link Long#MIN_VALUE} when there is none
 * @param max the greatest length, size or value; {@link Long#MAX_VALUE} when there is none
 */
public record Shape(
        String type,
        Map<String, String> parts,
        Set<String> required,
        long min,
        long max,
        Optional<String> pattern,
        List<String> enumeration,
        boolean sensitive) {}
