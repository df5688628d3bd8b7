package dev.signet.userpool.token;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.crypto.AESDecrypter;
import com.nimbusds.jose.crypto.AESEncrypter;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seals refresh tokens as JWE (five parts, A256GCMKW and A256GCM) with a key of the pool: clients see nothing inside. */
@Singleton
public class RefreshTokens {
    private static final String USE = "refresh-token";
    private static final JWEHeader HEADER = new JWEHeader(JWEAlgorithm.A256GCMKW, EncryptionMethod.A256GCM);
    private static final int LONGEST = 4096;

    String seal(PoolKeys keys, RefreshToken token) {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issuer(token.poolId())
                .audience(token.clientId())
                .subject(token.sub())
                .jwtID(token.origin().toString())
                .claim("signed_in_at", token.signedInAt().toEpochMilli())
                .expirationTime(Date.from(token.expiresAt()))
                .build();
        try {
            EncryptedJWT sealed = new EncryptedJWT(HEADER, claims);
            sealed.encrypt(new AESEncrypter(keys.keyFor(USE)));
            return sealed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Sealing a refresh token failed", e);
        }
    }

    /** What a token says; empty when it is none that this pool sealed. Whether it still counts is not told. */
    public Optional<RefreshToken> open(PoolKeys keys, @Nullable String token) {
        if (token == null || token.length() > LONGEST || !token.chars().allMatch(RefreshTokens::isOfToken)) {
            return Optional.empty();
        }
        try {
            EncryptedJWT sealed = EncryptedJWT.parse(token);
            if (!isOurs(sealed.getHeader())) {
                return Optional.empty();
            }
            sealed.decrypt(new AESDecrypter(keys.keyFor(USE)));
            return Optional.of(read(sealed.getJWTClaimsSet()));
        } catch (ParseException | JOSEException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Letters of base64url, and what stands between parts: nothing that parsing would pass over. */
    private static boolean isOfToken(int letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= '0' && letter <= '9')
                || letter == '-'
                || letter == '_'
                || letter == '.';
    }

    private static boolean isOurs(JWEHeader header) {
        return HEADER.getAlgorithm().equals(header.getAlgorithm())
                && HEADER.getEncryptionMethod().equals(header.getEncryptionMethod())
                && header.getCompressionAlgorithm() == null;
    }

    private static RefreshToken read(JWTClaimsSet claims) throws ParseException {
        return new RefreshToken(
                claims.getIssuer(),
                claims.getAudience().getFirst(),
                claims.getSubject(),
                UUID.fromString(claims.getJWTID()),
                Instant.ofEpochMilli(claims.getLongClaim("signed_in_at")),
                claims.getExpirationTime().toInstant());
    }
}
