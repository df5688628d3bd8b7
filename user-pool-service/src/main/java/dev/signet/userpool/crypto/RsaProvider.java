package dev.signet.userpool.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;

/** Who does RSA: Amazon's Corretto Crypto Provider where its library loads, else the JDK, three times slower. */
public final class RsaProvider {
    private static final Provider PROVIDER = corretto().orElseGet(() -> Security.getProvider("SunRsaSign"));

    private RsaProvider() {}

    public static Provider get() {
        return PROVIDER;
    }

    private static Optional<Provider> corretto() {
        AmazonCorrettoCryptoProvider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        return provider.getLoadingError() == null ? Optional.of(provider) : Optional.empty();
    }
}
