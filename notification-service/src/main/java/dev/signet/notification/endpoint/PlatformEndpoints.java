package dev.signet.notification.endpoint;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import dev.signet.notification.Gone;
import dev.signet.notification.Refusals;
import dev.signet.notification.application.Platform;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The stored endpoints. */
@Singleton
public class PlatformEndpoints {
    private static final String SEAL = "sns/endpoint-token";

    private final Keyset keyset;

    PlatformEndpoints(Keyset keyset) {
        this.keyset = keyset;
    }

    /** The endpoint; fails with NotFound. */
    public Uni<PlatformEndpoint> require(Mutiny.Session session, String arn) {
        return session.find(PlatformEndpoint.class, arn).onItem().ifNull().failWith(Refusals::noSuchEndpoint);
    }

    /** As {@link #require}, and nobody else changes the endpoint before the transaction ends. */
    Uni<PlatformEndpoint> requireToChange(Mutiny.Session session, String arn) {
        return session.find(PlatformEndpoint.class, arn, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Refusals::noSuchEndpoint);
    }

    /**
     * The endpoint of an application that has this token; inserts {@code fresh} when there is none. One that was in the way
     * may be gone when it is looked up: then it begins again. Fails with NotFound when the application is gone.
     */
    Uni<PlatformEndpoint> findOrInsert(Mutiny.Session session, PlatformEndpoint fresh) {
        return session.createNativeQuery("""
                        insert into platform_endpoint
                            (arn, application_arn, token_hash, sealed_token, custom_user_data, enabled, created_at)
                        values (:arn, :application, :hash, :token, :data, :enabled, :created)
                        on conflict on constraint platform_endpoint_token_uq do nothing
                        """)
                .setParameter("arn", fresh.arn())
                .setParameter("application", fresh.applicationArn())
                .setParameter("hash", fresh.tokenHash())
                .setParameter("token", fresh.sealedToken())
                .setParameter("data", fresh.customUserData())
                .setParameter("enabled", fresh.enabled())
                .setParameter("created", fresh.createdAt())
                .executeUpdate()
                .onFailure(failure -> Gone.is(failure, "platform_endpoint_application_fk"))
                .transform(_ -> Refusals.noSuchApplication())
                .chain(() -> byToken(session, fresh.applicationArn(), fresh.tokenHash()))
                .chain(found -> found == null
                        ? findOrInsert(session, fresh)
                        : Uni.createFrom().item(found));
    }

    Uni<PlatformEndpoint> byToken(Mutiny.Session session, String applicationArn, byte[] tokenHash) {
        return session.createSelectionQuery(
                        "from PlatformEndpoint where applicationArn = :application and tokenHash = :hash",
                        PlatformEndpoint.class)
                .setParameter("application", applicationArn)
                .setParameter("hash", tokenHash)
                .getSingleResultOrNull();
    }

    Uni<List<PlatformEndpoint>> page(Mutiny.Session session, String applicationArn, String after, int size) {
        return session.createSelectionQuery(
                        "from PlatformEndpoint where applicationArn = :application and arn > :after order by arn",
                        PlatformEndpoint.class)
                .setParameter("application", applicationArn)
                .setParameter("after", after)
                .setMaxResults(size)
                .getResultList();
    }

    EndpointAttributes attributes(String applicationArn, String token, String customUserData, boolean enabled) {
        String spelled = Platform.ofApplication(applicationArn)
                .map(platform -> platform.spelled(token))
                .orElse(token);
        return new EndpointAttributes(hash(spelled), keyset.sealText(spelled, SEAL), customUserData, enabled);
    }

    /** The device's token at its push service. */
    public String token(PlatformEndpoint endpoint) {
        try {
            return keyset.openText(endpoint.sealedToken(), SEAL);
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open the token of " + endpoint.arn(), e);
        }
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
