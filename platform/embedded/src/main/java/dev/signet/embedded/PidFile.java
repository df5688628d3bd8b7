package dev.signet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * The process id of a program that this data folder owns, kept on disk. A process found by it is taken for ours only when
 * one argument of its command line is the mark written beside the id: ids are reused.
 */
public record PidFile(Path path) {

    /** Remembers a process and the argument of its command line that proves it is ours. */
    public void write(long pid, String mark) {
        try {
            Files.createDirectories(path.getParent());
            Path staged = path.resolveSibling(path.getFileName() + ".new");
            Files.writeString(staged, pid + "\n" + mark + "\n");
            Files.move(staged, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The recorded process, if it lives and is verifiably ours. */
    public Optional<ProcessHandle> living() {
        List<String> lines = lines();
        if (lines.size() < 2
                || !lines.getFirst().matches("\\d{1,18}")
                || lines.get(1).isBlank()) {
            return Optional.empty();
        }
        String mark = lines.get(1);
        return ProcessHandle.of(Long.parseLong(lines.getFirst()))
                .filter(ProcessHandle::isAlive)
                .filter(process -> carries(process, mark));
    }

    /** Ends what an earlier, killed start left behind: politely first, after the patience by force. */
    public void endOrphan(Duration patience) {
        living().ifPresent(process -> end(process, patience));
        forget();
    }

    /** Removes the record. */
    public void forget() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends a process: politely first, after the patience by force. */
    public static void end(ProcessHandle process, Duration patience) {
        process.destroy();
        if (!exited(process, patience)) {
            process.destroyForcibly();
            exited(process, Duration.ofSeconds(5));
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean carries(ProcessHandle process, String mark) {
        return process.info().arguments().stream().flatMap(Arrays::stream).anyMatch(mark::equals);
    }

    private static boolean exited(ProcessHandle process, Duration patience) {
        try {
            process.onExit()
                    .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return true;
        } catch (CompletionException late) {
            return !process.isAlive();
        }
    }
}
