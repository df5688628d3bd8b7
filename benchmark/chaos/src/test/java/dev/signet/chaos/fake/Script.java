package dev.signet.chaos.fake;

import dev.signet.chaos.history.Answer;
import dev.signet.chaos.history.Answer.Done;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Patch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A history written by hand, each line a millisecond after the one before. */
public final class Script {
    public static final DatasetId NOTES = new DatasetId("ada", "notes");

    private static final long MILLI = 1_000_000;

    private final List<Entry> entries = new ArrayList<>();
    private long now;
    private long calls;

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    private void add(LongFunction<Entry> entry) {
        now += MILLI;
        entries.add(entry.apply(now));
    }

    public void waits(double seconds) {
        now += (long) (seconds * 1000) * MILLI;
    }

    public long invoke(Op op) {
        long call = ++calls;
        add(t -> new Entry.Invoke(t, call, call, op));
        return call;
    }

    public void ok(long call, Answer answer) {
        add(t -> new Entry.Ok(t, call, answer));
    }

    public void info(long call) {
        add(t -> new Entry.Info(t, call, "timeout"));
    }

    public void fail(long call, String error, String message) {
        add(t -> new Entry.Fail(t, call, error, message));
    }

    /** An operation that is done, with nothing to tell. */
    public void done(Op op) {
        ok(invoke(op), new Done());
    }

    public void unknown(Op op) {
        info(invoke(op));
    }

    public void refused(Op op) {
        refused(op, "Incorrect username or password.");
    }

    public void refused(Op op, String message) {
        fail(invoke(op), "NotAuthorizedException", message);
    }

    /** A batch of one value for all keys, each prefixed by its key. */
    public static Op.Write write(@Nullable String device, long known, String batch, String... keys) {
        return new Op.Write(
                NOTES,
                batch,
                List.of(keys).stream()
                        .map(key -> new Patch(key, key + "=" + batch, known))
                        .toList(),
                device);
    }

    public static Written written(Op.Write write, long count) {
        return new Written(write.patches().stream().collect(Collectors.toMap(Patch::key, _ -> count)));
    }

    /** An acknowledged write. */
    public void wrote(Op.Write write, long count) {
        ok(invoke(write), written(write, count));
    }

    public static Seen seen(String key, String batch, long count) {
        return new Seen(key, key + "=" + batch, count);
    }

    public void read(long count, Seen... records) {
        ok(invoke(new Op.Read(NOTES, 0)), new Listed(count, List.of(records)));
    }

    public void push(String device, long count) {
        push(device, NOTES, 1L, count);
    }

    /** @param connection the live connection, null for a push service */
    public void push(String device, DatasetId dataset, @Nullable Long connection, long count) {
        add(t -> new Entry.Push(t, device, "ada", connection, dataset, count));
    }

    public void fault() {
        add(t -> new Entry.Fault(t, "kill", "strike", Map.of()));
    }

    public void recovered() {
        add(t -> new Entry.Fault(t, "kill", "recovered", Map.of()));
    }

    public void event(String id, long count, @Nullable String device, boolean deleted) {
        add(t -> new Entry.Ledger(t, id, NOTES, count, device, deleted));
    }

    /** From here on what is read is final. */
    public void end() {
        add(Entry.Final::new);
    }
}
