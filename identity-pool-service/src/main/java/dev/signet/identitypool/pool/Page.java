package dev.signet.identitypool.pool;

import dev.signet.identitypool.Refusals;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list that is ordered by id, with the sealed token of the next page. A token holds for the list that gave
 * it only.
 *
 * @param items the page's items
 * @param nextToken the next page's token, if there is more
 */
public record Page<T>(List<T> items, Optional<String> nextToken) {
    /** Cuts a page of at most {@code size} from {@code found}, which was read with {@code size + 1} as its limit. */
    public static <T> Page<T> cut(List<T> found, int size, Function<T, String> id, Function<String, String> seal) {
        if (found.size() <= size) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, size);
        return new Page<>(items, Optional.of(seal.apply(id.apply(items.getLast()))));
    }

    /** The id after which the page of a token begins: before all ids when there is no token. */
    public static String start(Keyset keyset, @Nullable String token, String list) {
        if (token == null) {
            return "";
        }
        try {
            return keyset.openText(token, list);
        } catch (SealBroken e) {
            throw Refusals.invalidNextToken();
        }
    }
}
