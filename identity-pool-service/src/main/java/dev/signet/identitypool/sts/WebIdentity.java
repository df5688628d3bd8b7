package dev.signet.identitypool.sts;

import dev.signet.identitypool.oidcprovider.VerifiedToken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who is proven by a token of a web identity provider.
 *
 * @param provider the provider as trust policies name it: {@code cognito-identity.amazonaws.com} or an ARN
 * @param keyPrefix the provider's name in condition keys
 */
record WebIdentity(String provider, String keyPrefix, VerifiedToken token) {
    /** The condition keys that the token proves. */
    Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("aws:FederatedProvider", List.of(provider));
        keys.put(keyPrefix + ":aud", token.audience());
        keys.put(keyPrefix + ":sub", List.of(token.subject()));
        put(keys, "amr");
        put(keys, "email");
        if (token.claims().containsKey("azp")) {
            keys.put(keyPrefix + ":oaud", texts(token.claims().get("aud")));
        }
        return keys;
    }

    private void put(Map<String, List<String>> keys, String claim) {
        List<String> values = texts(token.claims().get(claim));
        if (!values.isEmpty()) {
            keys.put(keyPrefix + ":" + claim, values);
        }
    }

    private static List<String> texts(@Nullable Object claim) {
        if (claim instanceof List<?> list) {
            return list.stream().filter(Objects::nonNull).map(String::valueOf).toList();
        }
        return claim instanceof String text ? List.of(text) : List.of();
    }
}
