package dev.signet.identitypool.openid;

import dev.signet.iam.AccountConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Publishes the keys of the identity pools' tokens, at AWS's paths, for whoever verifies them. */
@ApplicationScoped
class JwksEndpoint {
    private static final String KEYS = "/.well-known/jwks_uri";
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final OpenIdKeys keys;
    private final OpenIdConfig config;
    private final AccountConfig account;

    JwksEndpoint(OpenIdKeys keys, OpenIdConfig config, AccountConfig account) {
        this.keys = keys;
        this.config = config;
        this.account = account;
    }

    void routes(@Observes Router router) {
        router.get(KEYS)
                .handler(request ->
                        answer(request, new JsonObject(keys.published().toJSONObject())));
        router.get(DISCOVERY).handler(request -> answer(request, discovery()));
    }

    private JsonObject discovery() {
        return new JsonObject()
                .put("issuer", config.issuer())
                .put("jwks_uri", account.publicUrl().replaceAll("/+$", "") + KEYS)
                .put("response_types_supported", new JsonArray().add("token"))
                .put("subject_types_supported", new JsonArray().add("public"))
                .put("id_token_signing_alg_values_supported", new JsonArray().add("RS512"));
    }

    private static void answer(RoutingContext request, JsonObject document) {
        request.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "public, max-age=300")
                .putHeader("access-control-allow-origin", "*")
                .end(document.encode());
    }
}
