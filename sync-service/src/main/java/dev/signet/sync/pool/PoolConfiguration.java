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

    /** Refuses what could not be pushed with: applications without a role, or two for one platform. */
    static void demandSound(PushSync pushSync) {
        List<String> arns = pushSync.applicationArns();
        if (!arns.isEmpty() && pushSync.roleArn() == null) {
            throw Refusals.pushWithoutRole();
        }
        Set<String> platforms = new HashSet<>();
        for (String arn : arns) {
            if (!platforms.add(platformOf(arn))) {
                throw Refusals.samePlatformTwice(platformOf(arn));
            }
        }
    }
}
