package dev.signet.sync;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Where a list goes on: sealed, and good only for the list it came from. */
@ApplicationScoped
public class PageTokens {
    private final Keyset keyset;

    PageTokens(Keyset keyset) {
        this.keyset = keyset;
    }

    /** Seals a position in the list that {@code list} names. */
    public String seal(String position, String list) {
        return keyset.sealText(position, purpose(list));
    }

    /** Opens a token of the same list, or refuses it. */
    public String open(String token, String list) {
        try {
            return keyset.openText(token, purpose(list));
        } catch (SealBroken _) {
            throw Refusals.invalidNextToken();
        }
    }

    /** The size of a page: what was asked for, at most {@code most}. */
    public static int sizeOf(@Nullable Integer maxResults, int most) {
        if (maxResults == null) {
            return most;
        }
        if (maxResults < 1) {
            throw Refusals.notPositive("MaxResults");
        }
        return Math.min(maxResults, most);
    }

    private static String purpose(String list) {
        return "sync/next-token/" + list;
    }
}
