package dev.signet.userpool.pool;

import dev.signet.userpool.JsonColumn;
import jakarta.persistence.Converter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * How a pool is set up.
 *
 * @param passwords what passwords must be like
 * @param signInNames what users may sign in with; fixed when the pool is made
 * @param schema the attributes that users have
 * @param autoVerified the addresses to which a code is sent at sign-up
 * @param verifiedBeforeUpdate the addresses whose old value stays until the new one is verified
 * @param messages the texts of mails and short messages
 * @param recovery how users recover their account, best first; null when the pool never said
 * @param adminCreatesUsersOnly whether users may not sign up by themselves
 * @param deletionProtected whether the pool may not be deleted
 * @param tier the feature plan that was asked for
 * @param tags the operator's tags
 */
public record PoolSettings(
        PasswordPolicy passwords,
        SignInNames signInNames,
        Schema schema,
        Set<String> autoVerified,
        Set<String> verifiedBeforeUpdate,
        MessageTemplates messages,
        @Nullable List<String> recovery,
        boolean adminCreatesUsersOnly,
        boolean deletionProtected,
        String tier,
        Map<String, String> tags) {

    public PoolSettings {
        autoVerified = Set.copyOf(autoVerified);
        verifiedBeforeUpdate = Set.copyOf(verifiedBeforeUpdate);
        recovery = recovery == null ? null : List.copyOf(recovery);
        tags = Map.copyOf(tags);
    }

    /** These settings with another schema. */
    public PoolSettings withSchema(Schema other) {
        return new PoolSettings(
                passwords,
                signInNames,
                other,
                autoVerified,
                verifiedBeforeUpdate,
                messages,
                recovery,
                adminCreatesUsersOnly,
                deletionProtected,
                tier,
                tags);
    }

    /** As the column {@code user_pool.settings}. */
    @Immutable
    @Converter
    static final class Json extends JsonColumn<PoolSettings> {
        Json() {
            super(PoolSettings.class, 1_000);
        }
    }
}
