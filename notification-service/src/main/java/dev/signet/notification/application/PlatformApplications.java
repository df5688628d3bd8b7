package dev.signet.notification.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import dev.signet.notification.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/** The stored platform applications. */
@Singleton
public class PlatformApplications {
    private static final String SEAL = "sns/application";
    private static final TypeReference<Map<String, String>> ATTRIBUTES = new TypeReference<>() {};

    private final Keyset keyset;
    private final ObjectMapper json;

    PlatformApplications(Keyset keyset, ObjectMapper json) {
        this.keyset = keyset;
        this.json = json;
    }

    /** The application; fails with NotFound. */
    public Uni<PlatformApplication> require(Mutiny.Session session, String arn) {
        return session.find(PlatformApplication.class, arn).onItem().ifNull().failWith(Refusals::noSuchApplication);
    }

    /** As {@link #require}, and nobody else changes the application before the transaction ends. */
    Uni<PlatformApplication> requireToChange(Mutiny.Session session, String arn) {
        return session.find(PlatformApplication.class, arn, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Refusals::noSuchApplication);
    }

    Uni<Integer> insertIfAbsent(Mutiny.Session session, PlatformApplication fresh) {
        return session.createNativeQuery("""
                        insert into platform_application (arn, platform, name, sealed_attributes, enabled, created_at)
                        values (:arn, :platform, :name, :attributes, :enabled, :created)
                        on conflict on constraint platform_application_pk do nothing
                        """)
                .setParameter("arn", fresh.arn())
                .setParameter("platform", fresh.platform().name())
                .setParameter("name", fresh.name())
                .setParameter("attributes", fresh.sealedAttributes())
                .setParameter("enabled", fresh.enabled())
                .setParameter("created", fresh.createdAt())
                .executeUpdate();
    }

    Uni<List<PlatformApplication>> page(Mutiny.Session session, String after, int size) {
        return session.createSelectionQuery(
                        "from PlatformApplication where arn > :after order by arn", PlatformApplication.class)
                .setParameter("after", after)
                .setMaxResults(size)
                .getResultList();
    }

    /** The application's attributes, secrets among them. */
    public Map<String, String> attributes(PlatformApplication application) {
        try {
            return json.readValue(keyset.openText(application.sealedAttributes(), SEAL), ATTRIBUTES);
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open the credentials of " + application.arn(), e);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The attributes of " + application.arn() + " are no JSON", e);
        }
    }

    void seal(PlatformApplication application, Map<String, String> attributes) {
        try {
            application.seal(keyset.sealText(json.writeValueAsString(attributes), SEAL));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
