package dev.signet.iam;

import dev.signet.wire.Call;
import dev.signet.wire.HttpFacts;
import java.util.Map;
import java.util.Optional;

/** What policies may ask of where a request came from. */
public record CallOrigin(Optional<String> sourceAddress, Optional<String> userAgent, Optional<String> referer) {
    public static CallOrigin of(HttpFacts http) {
        return new CallOrigin(http.sourceAddress(), header(http, "User-Agent"), header(http, "Referer"));
    }

    public static CallOrigin of(Call call) {
        return new CallOrigin(call.sourceAddress(), call.userAgent(), Optional.empty());
    }

    private static Optional<String> header(HttpFacts http, String name) {
        return http.headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
