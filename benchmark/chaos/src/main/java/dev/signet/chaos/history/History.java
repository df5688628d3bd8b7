package dev.signet.chaos.history;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A history while it is made: every entry is in the file before the client goes on. For many threads. */
public final class History implements AutoCloseable {
    private final BufferedWriter file;
    private final LongSupplier clock;
    private final List<Entry> entries = new ArrayList<>();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong processes = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    private History(BufferedWriter file, LongSupplier clock) {
        this.file = file;
        this.clock = clock;
    }

    /** A new history, told by this machine's monotone clock. */
    public static History create(Path file) throws IOException {
        long began = System.nanoTime();
        return create(file, () -> System.nanoTime() - began);
    }

    public static History create(Path file, LongSupplier clock) throws IOException {
        return new History(Files.newBufferedWriter(file), clock);
    }

    /** A number for a client; after a call of unknown end it goes on under a new one. */
    public long newProcess() {
        return processes.incrementAndGet();
    }

    public long newConnection() {
        return connections.incrementAndGet();
    }

    /** To be called right before sending; answers the call's number. */
    public long invoke(long proc, Op op) {
        long call = calls.incrementAndGet();
        add(t -> new Entry.Invoke(t, call, proc, op));
        return call;
    }

    public void ok(long call, Answer answer) {
        add(t -> new Entry.Ok(t, call, answer));
    }

    public void fail(long call, String error, String message) {
        add(t -> new Entry.Fail(t, call, error, message));
    }

    public void info(long call, String error) {
        add(t -> new Entry.Info(t, call, error));
    }

    /** @param connection the live connection, null for a push service */
    public void push(String device, String deviceIdentity, @Nullable Long connection, DatasetId dataset, long count) {
        add(t -> new Entry.Push(t, device, deviceIdentity, connection, dataset, count));
    }

    public void link(String device, long connection, boolean open) {
        add(t -> new Entry.Link(t, device, connection, open));
    }

    /** What the nemesis does, such as {@code kill}, {@code begin}. */
    public void nemesis(String fault, String phase, Map<String, ?> details) {
        add(t -> new Entry.Fault(t, fault, phase, new LinkedHashMap<>(details)));
    }

    /** The faults are over and the suite is quiet: what is read from here on is final. */
    public void markFinal() {
        add(Entry.Final::new);
    }

    public void ledger(Entry.Ledger event) {
        add(t -> new Entry.Ledger(t, event.event(), event.dataset(), event.count(), event.device(), event.deleted()));
    }

    /** How many events a service had still to send at the end. */
    public void outbox(String service, long rows) {
        add(t -> new Entry.Outbox(t, service, rows));
    }

    /** All entries so far. */
    public synchronized List<Entry> entries() {
        return List.copyOf(entries);
    }

    private synchronized void add(LongFunction<Entry> entry) {
        Entry timed = entry.apply(clock.getAsLong());
        entries.add(timed);
        try {
            file.write(Lines.write(timed));
            file.newLine();
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("The history cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
