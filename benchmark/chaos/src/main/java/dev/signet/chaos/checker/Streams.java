package dev.signet.chaos.checker;

import java.util.List;

/** Signet has no streams: there is nothing to check, and nothing is claimed. */
final class Streams implements Rule {
    @Override
    public Result check(Story story) {
        return new Result(
                Invariant.STREAMS,
                Streams.class.getSimpleName(),
                Result.Status.NOT_APPLICABLE,
                0,
                List.of(),
                "",
                "streams are not built");
    }
}
