package dev.signet.identitypool.fake;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;

/** An issuer of ID tokens that signs with RSA and publishes its keys, as user pools and OpenID Connect providers do. */
public final class FakeIssuer {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final List<RSAKey> KEYS =
            Stream.generate(FakeIssuer::generateKey).limit(6).toList();
    private static final AtomicInteger NEXT_KEY = new AtomicInteger();

    private final String issuer;
    private final String clientId;
    private final URI keysAddress;
    private RSAKey key = newKey();

    private FakeIssuer(String issuer, String clientId, String keysPath) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.keysAddress = URI.create(address() + keysPath);
        publishKeys(key);
    }

    /** A user pool with one app client. */
    public static FakeIssuer userPool() {
        String poolId =
                "us-east-1_" + UUID.randomUUID().toString().replace("-", "").substring(0, 9);
        return new FakeIssuer(
                "http://localhost:8080/" + poolId,
                UUID.randomUUID().toString().replace("-", ""),
                "/" + poolId + "/.well-known/jwks.json");
    }

    /** A provider of the world that is found by discovery. */
    public static FakeIssuer provider() {
        String path = "/provider-" + UUID.randomUUID();
        var provider = new FakeIssuer(address() + path, "client-" + UUID.randomUUID(), path + "/keys");
        provider.publishDiscovery(
                "{\"issuer\":\"" + provider.issuer + "\",\"jwks_uri\":\"" + provider.keysAddress + "\"}");
        return provider;
    }

    /** Google or Apple, with the keys of this test. */
    public static FakeIssuer known(String name) {
        String issuer = name.equals("google") ? "https://accounts.google.com" : "https://appleid.apple.com";
        return new FakeIssuer(issuer, "client-" + UUID.randomUUID(), "/" + name + "/keys");
    }

    public String issuer() {
        return issuer;
    }

    public String clientId() {
        return clientId;
    }

    /** The issuer without its scheme. */
    public String name() {
        return issuer.replaceFirst("^https?://", "");
    }

    /** The id of the user pool. */
    public String poolId() {
        return issuer.substring(issuer.lastIndexOf('/') + 1);
    }

    /** The name that AWS gives to the user pool as a provider. */
    public String awsName() {
        return "cognito-idp.us-east-1.amazonaws.com/" + poolId();
    }

    public RSAKey key() {
        return key;
    }

    /** A good ID token of a user. */
    public String token(String subject) {
        return token(subject, claims -> claims);
    }

    /** An ID token of a user with some claims changed. */
    public String token(String subject, UnaryOperator<JWTClaimsSet.Builder> change) {
        return sign(header(key), change.apply(claims(subject)).build(), key);
    }

    public JWTClaimsSet.Builder claims(String subject) {
        Instant now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer(issuer)
                .audience(clientId)
                .subject(subject)
                .claim("token_use", "id")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    /** Signs with a new key, that is published with the old one. */
    public void rotate() {
        RSAKey old = key;
        key = newKey();
        publishKeys(old, key);
    }

    /** Signs with a new key that nobody is told of. */
    public void rotateSilently() {
        key = newKey();
    }

    public void withdrawKeys() {
        send(HttpRequest.newBuilder(keysAddress).DELETE());
    }

    public void publishInsteadOfKeys(String document) {
        publish(keysAddress, document);
    }

    public void publishDiscovery(String document) {
        publish(URI.create(issuer + "/.well-known/openid-configuration"), document);
    }

    /** How often the keys were read. */
    public int reads() {
        return Integer.parseInt(send(HttpRequest.newBuilder(keysAddress).POST(BodyPublishers.noBody())));
    }

    public void publishKeys(JWK... keys) {
        publish(keysAddress, new JWKSet(List.of(keys)).toPublicJWKSet().toString());
    }

    /** A key with an id of its own, another one than the last: making RSA keys is slow, so a few take turns. */
    public static RSAKey newKey() {
        return new RSAKey.Builder(KEYS.get(Math.floorMod(NEXT_KEY.getAndIncrement(), KEYS.size())))
                .keyID(UUID.randomUUID().toString())
                .algorithm(JWSAlgorithm.RS256)
                .keyUse(KeyUse.SIGNATURE)
                .build();
    }

    private static RSAKey generateKey() {
        try {
            return new RSAKeyGenerator(2048).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static JWSHeader header(RSAKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build();
    }

    public static String sign(JWSHeader header, JWTClaimsSet claims, RSAKey key) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(new RSASSASigner(key));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String address() {
        return ConfigProvider.getConfig().getValue(DocumentServer.ADDRESS, String.class);
    }

    private void publish(URI where, String document) {
        send(HttpRequest.newBuilder(where).PUT(BodyPublishers.ofString(document)));
    }

    private static String send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString()).body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
