package dev.signet.wire.model;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One operation of a service.
 *
 * @param method the HTTP method
 * @param uri the path's template, such as {@code /identitypools/{IdentityPoolId}}
 * @param unsigned whether anybody may call it without a signature
 * @param input the shape of its input; empty when it takes none
 * @param answers whether it has an output at all
 * @param bodyLimit the bytes its body may have, where that differs from the rest
 */
public record OperationModel(
        String name,
        String method,
        String uri,
        boolean unsigned,
        Optional<String> input,
        boolean answers,
        OptionalInt bodyLimit) {}
