package dev.signet.sync.pool;

import dev.signet.sync.Refusals;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitosync.model.PushSync;

/** Through which SNS applications, and with which role, a pool pushes. */
@Entity
@Table(name = "pool_configuration")
public class PoolConfiguration {
    private static final Set<String> SERVED = Set.of("APNS", "APNS_SANDBOX", "GCM");

    @Id
    @Column(name = "identity_pool_id")
    String identityPoolId;

    @Column(name = "application_arns")
    String[] applicationArns;

    @Column(name = "role_arn")
    @Nullable
    String roleArn;

    /** For Hibernate. */
    protected PoolConfiguration() {}

    /** Whether anything can be pushed to a platform through an SNS application. */
    public static boolean serves(String platform) {
        return SERVED.contains(platform);
    }

    /** The application for a platform. */
    public Optional<String> applicationOf(String platform) {
        return Stream.of(applicationArns)
                .filter(arn -> platformOf(arn).equals(platform))
                .findFirst();
    }

    /** The platform in an ARN {@code arn:aws:sns:region:account:app/PLATFORM/name}. */
    private static String platformOf(String arn) {
        return arn.split("/")[1];
    }

    PushSync pushSync() {
        return PushSync.builder()
                .applicationArns(applicationArns)
                .roleArn(roleArn)
                .build();
    }

    /** Refuses what could not be pushed with: applications without a role, two for one platform, or one for any other. */
    static void demandSound(PushSync pushSync) {
        List<String> arns = pushSync.applicationArns();
        if (!arns.isEmpty() && pushSync.roleArn() == null) {
            throw Refusals.pushWithoutRole();
        }
        Set<String> platforms = new HashSet<>();
        for (String platform : arns.stream().map(PoolConfiguration::platformOf).toList()) {
            if (!serves(platform)) {
                throw Refusals.applicationNotServed(platform);
            }
            if (!platforms.add(platform)) {
                throw Refusals.samePlatformTwice(platform);
            }
        }
    }
}
