package dev.signet.userpool.token;

import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.userpool.Refusals;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * An access token whose form is right; its signature is {@link SigningKey}'s to judge.
 *
 * @param origin the sign-in that it came from; absent when the client's tokens cannot be revoked
 * @param issuedAt to the millisecond
 * @param begins from when on it is good: the later of {@code iat} and {@code nbf}
 */
record AccessToken(
        SignedJWT jwt,
        String issuer,
        String clientId,
        String sub,
        Optional<UUID> origin,
        Instant issuedAt,
        Instant begins,
        Instant expiresAt,
        boolean ownAccount) {
    private static final Pattern THREE_PARTS =
            Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)");
    private static final Pattern POOL_ID = Pattern.compile("[\\w-]{1,40}_[0-9a-zA-Z]{1,40}");
    private static final int LONGEST = 16_384;

    /**
     * Reads a token strictly: three parts of Base64url in their one canonical form, and every claim there and of its
     * type. Nothing in its header but {@code alg} and {@code kid} is ever looked at.
     *
     * @throws dev.signet.wire.Refusal when it is no access token
     */
    static AccessToken parse(String text) {
        if (text.length() > LONGEST || !THREE_PARTS.matcher(text).matches()) {
            throw Refusals.invalidAccessToken();
        }
        try {
            SignedJWT jwt = SignedJWT.parse(text);
            if (!isCanonical(jwt, text)) {
                throw Refusals.invalidAccessToken();
            }
            return read(jwt, jwt.getJWTClaimsSet());
        } catch (ParseException | IllegalArgumentException _) {
            throw Refusals.invalidAccessToken();
        }
    }

    // a lenient decoder takes several spellings of the same last character
    private static boolean isCanonical(SignedJWT jwt, String text) {
        return Arrays.stream(jwt.getParsedParts())
                        .allMatch(part -> Base64URL.encode(part.decode()).equals(part))
                && jwt.serialize().equals(text);
    }

    private static AccessToken read(SignedJWT jwt, JWTClaimsSet claims) throws ParseException {
        if (!"access".equals(claims.getStringClaim("token_use"))) {
            throw Refusals.invalidAccessToken();
        }
        Instant issued = time(claims, "iat");
        Instant begins = claims.getClaim("nbf") == null ? issued : time(claims, "nbf");
        return new AccessToken(
                jwt,
                text(claims, "iss"),
                text(claims, "client_id"),
                text(claims, "sub"),
                Optional.ofNullable(claims.getStringClaim("origin_jti")).map(UUID::fromString),
                TimedId.timeOf(UUID.fromString(text(claims, "event_id"))),
                begins.isAfter(issued) ? begins : issued,
                time(claims, "exp"),
                Arrays.asList(text(claims, "scope").split(" ")).contains(TokenIssuer.OWN_ACCOUNT));
    }

    private static Instant time(JWTClaimsSet claims, String name) throws ParseException {
        Date time = claims.getDateClaim(name);
        if (time == null) {
            throw new ParseException("No " + name, 0);
        }
        return Instant.ofEpochMilli(time.getTime());
    }

    private static String text(JWTClaimsSet claims, String name) throws ParseException {
        String value = claims.getStringClaim(name);
        if (value == null) {
            throw new ParseException("No " + name, 0);
        }
        return value;
    }

    /** The pool that the token names, if its issuer is one of this installation's pools. */
    Optional<String> poolId(IssuerConfig config) {
        String poolId = issuer.substring(issuer.lastIndexOf('/') + 1);
        boolean ours =
                POOL_ID.matcher(poolId).matches() && config.issuer(poolId).equals(issuer);
        return ours ? Optional.of(poolId) : Optional.empty();
    }
}
