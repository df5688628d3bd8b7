package dev.signet.userpool.token;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.signet.userpool.crypto.RsaProvider;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Issues the tokens of a sign-in: one is signed, one is sealed. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TokenBenchmark {
    private final SigningKey key = key("id");
    private final PoolKeys keys = new PoolKeys("us-east-1_Example00", key, key("access"), new byte[32]);
    private final RefreshTokens refreshTokens = new RefreshTokens();
    private final RefreshToken refreshToken = new RefreshToken(
            "us-east-1_Example00",
            "7p2q9fg8n4c1example0000000",
            UUID.randomUUID().toString(),
            UUID.randomUUID(),
            Instant.EPOCH,
            Instant.EPOCH.plusSeconds(2_592_000));
    private final JWTClaimsSet claims = new JWTClaimsSet.Builder()
            .subject(UUID.randomUUID().toString())
            .issuer("http://localhost:8080/us-east-1_Example00")
            .audience("7p2q9fg8n4c1example0000000")
            .claim("event_id", UUID.randomUUID().toString())
            .claim("origin_jti", UUID.randomUUID().toString())
            .claim("token_use", "id")
            .claim("auth_time", 1_795_000_000L)
            .claim("cognito:username", "ada-lovelace")
            .claim("email", "ada@example.com")
            .claim("email_verified", true)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(Instant.EPOCH))
            .expirationTime(Date.from(Instant.EPOCH.plusSeconds(3_600)))
            .build();

    private static SigningKey key(String kid) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", RsaProvider.get());
            generator.initialize(2048);
            KeyPair pair = generator.generateKeyPair();
            return new SigningKey(kid, (RSAPublicKey) pair.getPublic(), (RSAPrivateKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has RSA", e);
        }
    }

    @Benchmark
    public String sign() {
        return key.sign(claims);
    }

    @Benchmark
    public String sealRefreshToken() {
        return refreshTokens.seal(keys, refreshToken);
    }
}
