package dev.signet.chaos.checker;

import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Entry;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A change of a dataset that is known to have happened.
 *
 * @param count the dataset's count after it
 * @param call who made it, if the history tells
 * @param device the device that made it, if it named one
 * @param shownBy the lines that show it, beside those of the call
 */
record Commit(
        long count,
        Optional<Call<? extends DatasetOp>> call,
        Optional<String> device,
        boolean deletion,
        List<Entry> shownBy) {
    Stream<Entry> lines() {
        return Stream.concat(call.stream().flatMap(Call::lines), shownBy.stream());
    }
}
