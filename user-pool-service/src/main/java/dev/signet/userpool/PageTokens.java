package dev.signet.userpool;

import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import io.vertx.core.json.JsonArray;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tokens that tell where the next page of a list begins: sealed, and good only for the list that gave them. */
@ApplicationScoped
public class PageTokens {
    private static final String SEAL = "user-pool/page/";

    @Inject
    Keyset keyset;

    /**
     * A token.
     *
     * @param list names the list with everything that chose its content: operation, pool, filter
     * @param position the sort key of the page's last entry
     */
    public String seal(String list, List<String> position) {
        return keyset.sealText(new JsonArray(position).encode(), SEAL + list);
    }

    /** The position that a token tells; empty for the first page; AWS's refusal for a token of another list. */
    public Optional<List<String>> open(String list, @Nullable String token) {
        if (token == null) {
            return Optional.empty();
        }
        try {
            JsonArray position = new JsonArray(keyset.openText(token, SEAL + list));
            return Optional.of(position.stream().map(String.class::cast).toList());
        } catch (SealBroken _) {
            throw Refusals.badPageToken();
        }
    }
}
