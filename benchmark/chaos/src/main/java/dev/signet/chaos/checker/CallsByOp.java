package dev.signet.chaos.checker;

import dev.signet.chaos.history.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Calls, asked for by what they are, in the order in which they began. */
final class CallsByOp {
    private final Map<Class<?>, List<Call<Op>>> calls = new HashMap<>();

    void add(Call<Op> call) {
        calls.computeIfAbsent(call.op().getClass(), _ -> new ArrayList<>()).add(call);
    }

    <O extends Op> Stream<Call<O>> of(Class<O> kind) {
        return calls.getOrDefault(kind, List.of()).stream()
                .map(call -> new Call<>(call.invoke(), kind.cast(call.op()), call.end()));
    }

    /** Those that were taken. */
    <O extends Op> Stream<Call<O>> ok(Class<O> kind) {
        return of(kind).filter(Call::ok);
    }

    /** Those that took effect or may have. */
    <O extends Op> Stream<Call<O>> possible(Class<O> kind) {
        return of(kind).filter(call -> !call.failed());
    }
}
