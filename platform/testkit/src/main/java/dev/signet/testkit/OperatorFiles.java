package dev.signet.testkit;

import dev.signet.keyset.Keyset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files that an operator gives to every service: a keyset and an access key.
 */
public record OperatorFiles(Path folder) {
    /** The operator's access key in tests. */
    public static final String ACCESS_KEY_ID = "AKIASIGNETTESTOPERTR";

    /** The operator's secret in tests. */
    public static final String SECRET_ACCESS_KEY = "signet/test/operator/secret/access/key00";

    private static final String FOLDER = "test.signet.operator-files";

    /** One set of files for the JVM, whichever class loader asks. */
    public static OperatorFiles ofThisRun() {
        synchronized (Runtime.getRuntime()) {
            String known = System.getProperty(FOLDER);
            if (known != null) {
                return new OperatorFiles(Path.of(known));
            }
            OperatorFiles made = make(Path.of("target").toAbsolutePath());
            System.setProperty(FOLDER, made.folder().toString());
            return made;
        }
    }

    public Path keyset() {
        return folder.resolve("keyset.json");
    }

    /** In the form that AWS tools read. */
    public Path credentials() {
        return folder.resolve("credentials");
    }

    private static OperatorFiles make(Path target) {
        try {
            OperatorFiles files =
                    new OperatorFiles(Files.createTempDirectory(Files.createDirectories(target), "operator-files"));
            Keyset.create(files.keyset());
            Files.writeString(files.credentials(), """
                    [default]
                    aws_access_key_id = %s
                    aws_secret_access_key = %s
                    """.formatted(ACCESS_KEY_ID, SECRET_ACCESS_KEY));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
