package dev.signet.identitypool.sts;

import dev.signet.identitypool.StsRefusals;
import org.jspecify.annotations.Nullable;

/**
 * How much of what a session may carry its policy and its tags take together. AWS packs both in a way that it does not
 * tell; here their characters count, of which a policy alone may have as many as in AWS, and tags more.
 */
final class PackedSize {
    private static final int MOST_CHARACTERS = 2_048;

    private PackedSize() {}

    /** Refuses what does not fit. */
    static void require(SessionPolicy policy, SessionTags tags) {
        int percent = percent(policy, tags);
        if (percent > 100) {
            throw policy.document().isPresent()
                    ? StsRefusals.policyTooLarge(percent)
                    : StsRefusals.tagsTooLarge(percent);
        }
    }

    /** In percent; null with neither policy nor tags, as AWS answers. */
    @Nullable
    static Integer answered(SessionPolicy policy, SessionTags tags) {
        boolean nothing = policy.document().isEmpty() && tags.values().isEmpty();
        return nothing ? null : Integer.valueOf(percent(policy, tags));
    }

    private static int percent(SessionPolicy policy, SessionTags tags) {
        return Math.ceilDiv((policy.length() + tags.length()) * 100, MOST_CHARACTERS);
    }
}
