package dev.signet.identitypool.oidcprovider;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import dev.signet.identitypool.oidcprovider.TokenRefused.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * The published keys of token issuers, kept for a while. A key id that is not among them is looked for once more, but no
 * issuer is asked more often than the pause allows. While an issuer is out of reach its last keys go on to serve.
 */
@ApplicationScoped
class IssuerKeys {
    private static final Logger LOG = Logger.getLogger(IssuerKeys.class);
    private static final int MIN_KEY_BITS = 2048;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Fetch fetch;
    private final OidcConfig config;
    private final InstantSource clock;
    private final ConcurrentMap<TrustedIssuer, Shelf> shelves = new ConcurrentHashMap<>();

    IssuerKeys(Fetch fetch, OidcConfig config, InstantSource clock) {
        this.fetch = fetch;
        this.config = config;
        this.clock = clock;
    }

    /**
     * The issuer's key of this id, its only key when the id is empty. May complete on another thread.
     *
     * @return fails with {@link TokenRefused} when there is no such key or none can be fetched
     */
    Uni<RSAKey> find(TrustedIssuer issuer, Optional<String> keyId) {
        Shelf shelf = shelves.computeIfAbsent(issuer, _ -> new Shelf());
        Instant now = clock.instant();
        Keys known = shelf.keys.get();
        if (known.fetchedAt().plus(config.keysLifetime()).isAfter(now)) {
            Optional<RSAKey> key = known.find(keyId);
            if (key.isPresent()) {
                return Uni.createFrom().item(key.get());
            }
        }
        return shelf.refreshed(issuer, now).map(keys -> keys.required(issuer, keyId));
    }

    private Uni<Keys> fetched(TrustedIssuer issuer) {
        Uni<URI> address =
                issuer.jwks().map(jwks -> Uni.createFrom().item(jwks)).orElseGet(() -> discovered(issuer));
        return address.chain(jwks -> fetch.json(jwks, issuer.operated())).map(this::read);
    }

    /** OpenID Connect Discovery 1.0, section 4: the document must be the issuer's own. */
    private Uni<URI> discovered(TrustedIssuer issuer) {
        String base = issuer.issuer().endsWith("/") ? issuer.issuer() : issuer.issuer() + "/";
        return fetch.json(URI.create(base + ".well-known/openid-configuration"), issuer.operated())
                .map(document -> jwksUri(issuer, document));
    }

    private static URI jwksUri(TrustedIssuer issuer, JsonObject document) {
        if (!issuer.issuer().equals(document.getString("issuer"))) {
            throw new IllegalStateException("The discovery document is of another issuer");
        }
        return URI.create(document.getString("jwks_uri", ""));
    }

    private Keys read(JsonObject jwks) {
        try {
            return new Keys(
                    JWKSet.parse(jwks.getMap()).getKeys().stream()
                            .filter(RSAKey.class::isInstance)
                            .map(RSAKey.class::cast)
                            .filter(IssuerKeys::verifiesTokens)
                            .toList(),
                    clock.instant());
        } catch (ParseException e) {
            throw new IllegalStateException("The keys are not understood: " + e.getMessage(), e);
        }
    }

    /** Providers publish keys for encryption too. */
    private static boolean verifiesTokens(RSAKey key) {
        Algorithm algorithm = key.getAlgorithm();
        return (key.getKeyUse() == null || key.getKeyUse().equals(KeyUse.SIGNATURE))
                && (algorithm == null || SignedToken.accepts(algorithm))
                && key.size() >= MIN_KEY_BITS;
    }

    /** An issuer's keys as they were fetched. */
    private record Keys(List<RSAKey> keys, Instant fetchedAt) {
        Optional<RSAKey> find(Optional<String> keyId) {
            if (keyId.isEmpty()) {
                return keys.size() == 1 ? Optional.of(keys.getFirst()) : Optional.empty();
            }
            return keys.stream()
                    .filter(key -> keyId.get().equals(key.getKeyID()))
                    .findFirst();
        }

        RSAKey required(TrustedIssuer issuer, Optional<String> keyId) {
            if (fetchedAt.equals(Instant.MIN)) {
                throw new TokenRefused(Reason.UNREACHABLE, "The keys of " + issuer.issuer() + " cannot be fetched.");
            }
            return find(keyId).orElseThrow(() -> new TokenRefused(Reason.INVALID, "Couldn't verify signed token."));
        }
    }

    /** What is held of one issuer. */
    private final class Shelf {
        private final AtomicReference<Keys> keys = new AtomicReference<>(new Keys(List.of(), Instant.MIN));
        private Instant lastTry = Instant.MIN;
        private Uni<Keys> underWay = Uni.createFrom().item(keys::get);

        /** The keys after a fetch; all who ask while it is under way share it, and those soon after get what it left. */
        synchronized Uni<Keys> refreshed(TrustedIssuer issuer, Instant now) {
            if (lastTry.plus(pause()).isAfter(now)) {
                return underWay;
            }
            lastTry = now;
            underWay = fetched(issuer)
                    .invoke(keys::set)
                    .onFailure()
                    .invoke(failure -> LOG.warnf("Keys of %s not fetched: %s", issuer.issuer(), failure))
                    .onFailure()
                    .recoverWithItem(keys::get)
                    .memoize()
                    .indefinitely();
            return underWay;
        }

        /** An issuer whose keys were never read is tried again soon: nobody of its users can sign in before. */
        private Duration pause() {
            boolean empty = keys.get().fetchedAt().equals(Instant.MIN);
            return empty ? FIRST_PAUSE : config.refetchPause();
        }
    }
}
