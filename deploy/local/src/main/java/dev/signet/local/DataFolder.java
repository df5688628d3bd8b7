package dev.signet.local;

import dev.signet.embedded.PidFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/** The one folder that the local suite writes to. */
record DataFolder(Path root) {
    private static final long LEAST_BYTES = 1L << 30;

    DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path log(String name) {
        return logs().resolve(name + ".log");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path operatorCredentials() {
        return root.resolve("operator-credentials");
    }

    Path keyset() {
        return root.resolve("keyset.json");
    }

    Path passwords() {
        return root.resolve("passwords");
    }

    Path ports() {
        return root.resolve("run/ports");
    }

    /** Where PostgreSQL's and Redis's programs are unpacked. */
    Path programs() {
        return root.resolve("bin");
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    /** The process id of a part of the suite: a service's, {@code postgres}, {@code redis} or {@code suite}. */
    PidFile pidFile(String part) {
        return new PidFile(root.resolve("run/" + part + ".pid"));
    }

    /** Makes the folder, for its owner alone, where it is missing. */
    void make() {
        try {
            if (!Files.isDirectory(root)) {
                Files.createDirectories(root);
                Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
            }
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Makes what is missing; fails with the reason when the folder cannot serve. */
    void prepare() {
        make();
        try {
            Files.createDirectories(root.resolve("run"));
            Files.createDirectories(logs());
            Files.createDirectories(temporary());
        } catch (IOException e) {
            throw unusable(e);
        }
        if (!Files.isWritable(root)) {
            throw new CannotRun(
                    "The data folder " + root + " is not writable: change its owner or choose another with --data.");
        }
    }

    void requireRoom() {
        requireRoom(LEAST_BYTES);
    }

    void requireRoom(long bytes) {
        try {
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < bytes) {
                throw new CannotRun("Too little disk: Signet needs " + (bytes >> 20) + " MB free under " + root
                        + " and finds " + (free >> 20) + " MB.");
            }
        } catch (IOException e) {
            throw new CannotRun("The free space under " + root + " cannot be read: " + e.getMessage() + ".", e);
        }
    }

    /** Takes the folder for this process as long as the lock is held: to its end, however it ends. */
    FileLock take() {
        try {
            FileChannel channel =
                    FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw alreadyRunning();
            }
            return lock;
        } catch (OverlappingFileLockException e) {
            throw alreadyRunning();
        } catch (IOException e) {
            throw new CannotRun("The data folder " + root + " cannot be locked: " + e.getMessage() + ".", e);
        }
    }

    /** Empties the folder for temporary files. */
    void clearTemporary() {
        try (Stream<Path> files = Files.walk(temporary())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(temporary())) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new CannotRun("The folder " + temporary() + " cannot be emptied: " + e.getMessage() + ".", e);
        }
    }

    private CannotRun unusable(IOException reason) {
        return new CannotRun(
                "The data folder " + root + " cannot be made or written to: " + reason.getMessage() + ".", reason);
    }

    private CannotRun alreadyRunning() {
        return new CannotRun(
                "Signet is already running on " + root + ": use ./signet status, or ./signet down to stop it.");
    }
}
