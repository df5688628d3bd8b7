package dev.signet.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Server programs taken out of their Maven artifacts into a folder, once per version, all or nothing. */
final class Unpacked {
    private Unpacked() {}

    /** The PostgreSQL distribution of this machine's kind, unpacked under a folder. */
    static Path postgres(Path binaries) {
        String resource = "postgres-" + system() + "-" + (isArm() ? "arm_64" : "x86_64") + ".txz";
        return unpack(resource, binaries, Unpacked::untar);
    }

    /** The Redis program of this machine's kind, unpacked under a folder. */
    static Path redis(Path binaries) {
        String resource = (isArm() ? "redis-server-6.2.7-" : "redis-server-6.2.6-v5-")
                + system()
                + (isArm() ? "-arm64" : "-amd64");
        if (isArm() && system().equals("darwin")) {
            resource = "redis-server-6.2.6-v5-darwin-arm64";
        }
        return unpack(resource, binaries, Unpacked::copyProgram).resolve("redis-server");
    }

    private interface Content {
        void writeTo(Path folder, InputStream in) throws IOException;
    }

    private static Path unpack(String resource, Path binaries, Content content) {
        URL url = Unpacked.class.getResource("/" + resource);
        if (url == null) {
            throw new ServerFailed(
                    "There is no embedded server for this kind of machine: " + resource + " is missing.");
        }
        Path target = binaries.resolve(artifact(url, resource));
        if (Files.isDirectory(target)) {
            return target;
        }
        try {
            Files.createDirectories(binaries);
            Path staging = Files.createTempDirectory(binaries, ".unpacking");
            try (InputStream in = new BufferedInputStream(url.openStream())) {
                content.writeTo(staging, in);
            }
            return publish(staging, target);
        } catch (IOException e) {
            throw new ServerFailed(
                    "The program " + resource + " could not be unpacked into " + binaries + ": " + e.getMessage(), e);
        }
    }

    private static Path publish(Path staging, Path target) throws IOException {
        try {
            return Files.move(staging, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
            Trees.delete(staging);
            return target;
        }
    }

    private static void untar(Path folder, InputStream in) throws IOException {
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(entry, tar, folder.resolve(entry.getName()).normalize());
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path to) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(to);
            return;
        }
        Files.createDirectories(to.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(to, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, to);
        boolean program = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static void copyProgram(Path folder, InputStream in) throws IOException {
        Path program = folder.resolve("redis-server");
        Files.copy(in, program);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The artifact's file name with its version, so that another version is unpacked beside it. */
    private static String artifact(URL url, String resource) {
        String location = url.getPath();
        int inside = location.indexOf("!/");
        if (inside < 0) {
            return resource;
        }
        String jar = location.substring(location.lastIndexOf('/', inside - 1) + 1, inside);
        return jar.endsWith(".jar") ? jar.substring(0, jar.length() - ".jar".length()) : jar;
    }

    private static String system() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac") ? "darwin" : "linux";
    }

    private static boolean isArm() {
        String arch = System.getProperty("os.arch", "");
        return arch.equals("aarch64") || arch.equals("arm64");
    }
}
