package dev.signet.identitypool.openid;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Publishes the keys of the identity pools' tokens, for whoever verifies them. */
@ApplicationScoped
class JwksEndpoint {
    /** Where AWS publishes them, below the path of this service at the gateway. */
    static final String PATH = "/identity/.well-known/jwks_uri";

    private final OpenIdKeys keys;

    JwksEndpoint(OpenIdKeys keys) {
        this.keys = keys;
    }

    void routes(@Observes Router router) {
        router.get(PATH).handler(request -> request.response()
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "public, max-age=300")
                .putHeader("access-control-allow-origin", "*")
                .end(new JsonObject(keys.published().toJSONObject()).encode()));
    }
}
