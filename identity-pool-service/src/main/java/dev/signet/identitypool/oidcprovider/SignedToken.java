package dev.signet.identitypool.oidcprovider;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A JSON web token in compact form, signed with RSA (RFC 7515). It names its key; where keys come from is never its to
 * say: {@code jwk}, {@code jku}, {@code x5u} and {@code x5c} are not looked at.
 */
final class SignedToken {
    private static final Pattern COMPACT = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
    private static final Set<Algorithm> RSA = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512);
    private static final int MAX_KEY_ID = 256;

    private final JWSHeader header;
    private final byte[] signed;
    private final Base64URL signature;
    private final Claims claims;

    private SignedToken(JWSHeader header, byte[] signed, Base64URL signature, Claims claims) {
        this.header = header;
        this.signed = signed;
        this.signature = signature;
        this.claims = claims;
    }

    /** Reads a token without believing it. */
    static SignedToken parse(String token) throws MalformedTokenException {
        if (!COMPACT.matcher(token).matches()) {
            throw new MalformedTokenException("Not three parts of Base64url");
        }
        String[] parts = token.split("\\.", 3);
        byte[] headerJson = decode(parts[0]);
        Claims claims = Claims.parse(decode(parts[1]));
        decode(parts[2]);
        Claims.parse(headerJson);
        try {
            JWSHeader header = JWSHeader.parse(new String(headerJson, StandardCharsets.UTF_8), new Base64URL(parts[0]));
            byte[] signed = (parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII);
            return new SignedToken(header, signed, new Base64URL(parts[2]), claims);
        } catch (ParseException | IllegalArgumentException e) {
            throw new MalformedTokenException("The header is not understood: " + e.getMessage());
        }
    }

    Claims claims() {
        return claims;
    }

    /** The key's id, if the token names one. */
    Optional<String> keyId() {
        return Optional.ofNullable(header.getKeyID()).filter(id -> id.length() <= MAX_KEY_ID);
    }

    static boolean accepts(Algorithm algorithm) {
        return RSA.contains(algorithm);
    }

    /** Whether the signature is this key's. Costs some 50 µs of CPU: keep it off the event loop. */
    boolean isSignedBy(RSAKey key) {
        if (!RSA.contains(header.getAlgorithm())) {
            return false;
        }
        try {
            return new RSASSAVerifier(key.toRSAPublicKey()).verify(header, signed, signature);
        } catch (JOSEException _) {
            return false;
        }
    }

    private static byte[] decode(String part) throws MalformedTokenException {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
                return bytes;
            }
            throw new MalformedTokenException("Base64url with stray bits");
        } catch (IllegalArgumentException e) {
            throw new MalformedTokenException("No Base64url: " + e.getMessage());
        }
    }
}
