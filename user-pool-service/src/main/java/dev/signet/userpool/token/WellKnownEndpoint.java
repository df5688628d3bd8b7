package dev.signet.userpool.token;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** A pool's public keys and OpenID configuration, for anybody who verifies its tokens. */
@Path("/{poolId: [\\w-]+_[0-9a-zA-Z]+}/.well-known")
public class WellKnownEndpoint {
    private final SigningKeys keys;
    private final IssuerConfig issuer;

    WellKnownEndpoint(SigningKeys keys, IssuerConfig issuer) {
        this.keys = keys;
        this.issuer = issuer;
    }

    @GET
    @Path("jwks.json")
    public Uni<Response> jwks(@RestPath String poolId) {
        return answer(poolId, PoolKeys::jwks);
    }

    @GET
    @Path("openid-configuration")
    public Uni<Response> configuration(@RestPath String poolId) {
        return answer(poolId, pool -> JSONObjectUtils.toJSONString(configurationOf(pool)));
    }

    /** Only what is there: endpoints of OAuth join when they are built. */
    private Map<String, Object> configurationOf(PoolKeys pool) {
        return Map.of(
                "issuer", issuer.issuer(pool.poolId()),
                "jwks_uri", issuer.url(pool.poolId()) + "/.well-known/jwks.json",
                "id_token_signing_alg_values_supported", List.of("RS256"),
                "subject_types_supported", List.of("public"),
                "response_types_supported", List.of());
    }

    private Uni<Response> answer(String poolId, Function<PoolKeys, String> body) {
        return keys.read(poolId)
                .map(pool -> found(body.apply(pool)))
                .onFailure(Refusal.class)
                .recoverWithItem(_ -> Response.status(Response.Status.NOT_FOUND)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header("Access-Control-Allow-Origin", "*")
                        .build());
    }

    private static Response found(String json) {
        return Response.ok(json, MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
                .header("Access-Control-Allow-Origin", "*")
                .build();
    }
}
