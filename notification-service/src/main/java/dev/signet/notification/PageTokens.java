package dev.signet.notification;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import jakarta.inject.Singleton;

/** Tokens that name where the next page of a list starts: sealed, and of use for that list alone. */
@Singleton
public class PageTokens {
    private final Keyset keyset;

    PageTokens(Keyset keyset) {
        this.keyset = keyset;
    }

    public String after(String list, String last) {
        return keyset.sealText(last, "page/" + list);
    }

    /** The last entry of the page before, empty text for the first page. */
    public String last(String list, @org.jspecify.annotations.Nullable String token) {
        if (token == null || token.isEmpty()) {
            return "";
        }
        try {
            return keyset.openText(token, "page/" + list);
        } catch (SealBroken _) {
            throw Refusals.invalidToken();
        }
    }
}
