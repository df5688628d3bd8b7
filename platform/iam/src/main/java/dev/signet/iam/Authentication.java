package dev.signet.iam;

import dev.signet.iam.sigv4.SignatureVerifier;
import dev.signet.wire.HttpFacts;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** Finds out who signed a request. */
@Singleton
class Authentication {
    /** Services that AWS runs once for all regions: their clients sign for this region wherever they are. */
    private static final Set<String> GLOBAL_SERVICES = Set.of("iam", "sts");

    private static final String GLOBAL_REGION = "us-east-1";

    private final SignatureVerifier verifier;
    private final Credentials credentials;
    private final String region;

    Authentication(InstantSource clock, Credentials credentials, AccountConfig account) {
        this.verifier = new SignatureVerifier(clock);
        this.credentials = credentials;
        this.region = account.region();
    }

    /** The signer of a request for a service; refuses what is not signed as it must be. */
    Principal of(HttpFacts http, String service) {
        return verifier.verify(http, service, regions(service), credentials);
    }

    private Set<String> regions(String service) {
        return GLOBAL_SERVICES.contains(service) && !region.equals(GLOBAL_REGION)
                ? Set.of(region, GLOBAL_REGION)
                : Set.of(region);
    }
}
