package dev.signet.benchmark.load.generator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A request that was made and signed before the clock runs.
 *
 * @param path the raw path and query
 * @param headers names and values in turn, without Host and Content-Length
 */
public record Prepared(String method, String path, List<String> headers, byte[] body) {
    /** A call in AWS JSON 1.1 that needs no signature. */
    public static Prepared json(String target, String body) {
        return new Prepared(
                "POST",
                "/",
                List.of("content-type", "application/x-amz-json-1.1", "x-amz-target", target),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /** A form. */
    public static Prepared form(String path, Map<String, String> fields) {
        return new Prepared(
                "POST", path, List.of("content-type", "application/x-www-form-urlencoded"), Forms.encode(fields));
    }

    /** A plain GET. */
    public static Prepared get(String path) {
        return new Prepared("GET", path, List.of(), new byte[0]);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Prepared that
                && method.equals(that.method)
                && path.equals(that.path)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(body);
    }

    /** Without headers and body, which hold secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }
}
