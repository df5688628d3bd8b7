package dev.signet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * A service's classes as a JVM has loaded and linked them in a training run, for the JVMs of later starts to map. It lies
 * beside the service's jar, in the folder that each build empties: what is there belongs to the jars that are there.
 */
record AotCache(Path file) {
    /** A cache that does not fit (another JDK, other flags) is passed over by the JVM; it need not tell. */
    private static final String SILENTLY = "-Xlog:aot*=off,cds*=off,class+path=off";

    static AotCache of(Service service, Path project) {
        return new AotCache(service.jar(project).resolveSibling("app.aot"));
    }

    /** What a JVM is told so that it takes the cache up, where there is one. */
    List<String> use() {
        return Files.exists(file) ? List.of("-XX:AOTCache=" + file, SILENTLY) : List.of();
    }

    /** What a JVM is told so that it writes the cache when it ends. */
    List<String> write() {
        return List.of("-XX:AOTCacheOutput=" + unfinished(), SILENTLY);
    }

    /** Puts what a JVM has written whole in its place; false where there is none. */
    boolean accept() {
        try {
            if (!Files.exists(unfinished())) {
                return false;
            }
            Files.move(unfinished(), file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path unfinished() {
        return file.resolveSibling("unfinished.aot");
    }
}
