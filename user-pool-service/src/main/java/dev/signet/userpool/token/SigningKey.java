package dev.signet.userpool.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.userpool.crypto.RsaProvider;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;

/** A pool's RSA key, opened: signs one kind of token, RS256. */
final class SigningKey {
    private final String kid;
    private final RSAPublicKey publicKey;
    private final JWSSigner signer;
    private final JWSVerifier verifier;

    SigningKey(String kid, RSAPublicKey publicKey, RSAPrivateKey privateKey) {
        this.kid = kid;
        this.publicKey = publicKey;
        RSASSASigner rsa = new RSASSASigner(privateKey);
        rsa.getJCAContext().setProvider(RsaProvider.get());
        this.signer = rsa;
        RSASSAVerifier check = new RSASSAVerifier(publicKey);
        check.getJCAContext().setProvider(RsaProvider.get());
        this.verifier = check;
    }

    String kid() {
        return kid;
    }

    String sign(JWTClaimsSet claims) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(kid).build(), claims);
        try {
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException("Signing failed", e);
        }
    }

    /** Whether this very key signed the token with RS256, whatever its header offers. */
    boolean signed(SignedJWT token) {
        try {
            return JWSAlgorithm.RS256.equals(token.getHeader().getAlgorithm())
                    && kid.equals(token.getHeader().getKeyID())
                    && token.verify(verifier);
        } catch (JOSEException _) {
            return false;
        }
    }

    /** The public half for the pool's JWKS. */
    RSAKey toJwk() {
        return new RSAKey.Builder(publicKey)
                .keyID(kid)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.RS256)
                .build();
    }
}
