package dev.signet.local;

import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Shows the end of the logs, and what comes after when asked to follow. */
final class Logs {
    private static final long TAIL_BYTES = 16_384;

    private final DataFolder folder;
    private final PrintStream out;

    Logs(DataFolder folder, PrintStream out) {
        this.folder = folder;
        this.out = out;
    }

    /** Shows one part's log, or all of them with each line's part before it. */
    void show(List<String> parts, boolean follow) throws InterruptedException {
        List<Tail> tails =
                parts.isEmpty() ? all() : parts.stream().map(this::one).toList();
        boolean named = tails.size() > 1;
        tails.forEach(tail -> tail.print(out, named));
        while (follow) {
            TimeUnit.MILLISECONDS.sleep(300);
            tails.forEach(tail -> tail.print(out, named));
        }
    }

    private List<Tail> all() {
        try (Stream<Path> files = Files.list(folder.logs())) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .map(Tail::new)
                    .toList();
        } catch (IOException e) {
            throw new CannotRun("There are no logs in " + folder.logs() + ": has Signet been started?", e);
        }
    }

    private Tail one(String part) {
        if (!part.matches("[a-z0-9-]+") || !Files.exists(folder.log(part))) {
            throw new CannotRun("There is no log of " + part + "; there are: " + String.join(", ", names()) + ".");
        }
        return new Tail(folder.log(part));
    }

    private List<String> names() {
        return all().stream().map(Tail::name).toList();
    }

    /** One log and how far it has been shown. */
    private static final class Tail {
        private final Path file;
        private long shown;

        Tail(Path file) {
            this.file = file;
            this.shown = Math.max(0, file.toFile().length() - TAIL_BYTES);
        }

        String name() {
            return file.getFileName().toString().replace(".log", "");
        }

        void print(PrintStream out, boolean named) {
            for (String line : unseen()) {
                out.println(named ? "%-15s %s".formatted(name(), line) : line);
            }
            out.flush();
        }

        /** Whole lines only; the rest is read when its end has come. */
        private List<String> unseen() {
            try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
                if (log.length() < shown) {
                    shown = 0;
                }
                byte[] bytes = new byte[(int) Math.min(log.length() - shown, 1 << 20)];
                log.seek(shown);
                log.readFully(bytes);
                int end = lastLineEnd(bytes);
                shown += end;
                return new String(bytes, 0, end, StandardCharsets.UTF_8).lines().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static int lastLineEnd(byte[] bytes) {
            int end = bytes.length;
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            return end;
        }
    }
}
