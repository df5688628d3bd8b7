package dev.signet.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that only their owner may read, written wholly or not at all. */
final class OwnerOnly {
    private OwnerOnly() {}

    static void write(Path file, String content) {
        try {
            Path staged = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(staged);
            Files.createFile(
                    staged, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(staged, content);
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new CannotRun("The file " + file + " could not be written: " + e.getMessage() + ".", e);
        }
    }
}
