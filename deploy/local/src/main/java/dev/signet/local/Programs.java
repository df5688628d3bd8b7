package dev.signet.local;

import dev.signet.embedded.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * The programs of PostgreSQL and Redis as a training run has unpacked them: to copy them takes a tenth of a second, to
 * unpack them three. Another version lies in a folder of its own name, so what was kept is never taken for it.
 */
record Programs(Path kept) {
    static Programs of(Path project) {
        return new Programs(project.resolve("target/programs"));
    }

    /** Keeps those of a data folder. */
    void keep(DataFolder data) {
        copy(data.programs(), kept);
    }

    /** Gives a data folder without programs those that were kept, if any were. */
    void bring(DataFolder data) {
        if (Files.isDirectory(kept) && !Files.exists(data.programs())) {
            copy(kept, data.programs());
        }
    }

    private static void copy(Path from, Path to) {
        Path staging = to.resolveSibling(to.getFileName() + ".new");
        try {
            Trees.delete(staging);
            try (Stream<Path> files = Files.walk(from)) {
                for (Path file : files.toList()) {
                    Files.copy(
                            file,
                            staging.resolve(from.relativize(file).toString()),
                            StandardCopyOption.COPY_ATTRIBUTES,
                            LinkOption.NOFOLLOW_LINKS);
                }
            }
            Trees.delete(to);
            Files.move(staging, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new CannotRun("The programs in " + from + " cannot be copied to " + to + ": " + e.getMessage(), e);
        }
    }
}
