package dev.signet.testkit;

import dev.signet.embedded.ServersMain;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Embedded servers in a process of their own, with their data under {@code target}: they end with the test JVM, however
 * that ends, because their standard input closes.
 */
final class ScratchServers {
    private ScratchServers() {}

    static TestServers start() {
        try {
            Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
            Path folder = Files.createTempDirectory(target, "servers");
            Path log = target.resolve("servers.log");
            Process process = new ProcessBuilder(command(folder))
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            return TestServers.of(variables(process.inputReader()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(Path folder) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                ServersMain.class.getName(),
                folder.toString(),
                "200",
                "--scratch");
    }

    private static Map<String, String> variables(BufferedReader output) throws IOException {
        Map<String, String> variables = new HashMap<>();
        for (String line = output.readLine(); line != null && variables.size() < 3; line = output.readLine()) {
            if (line.startsWith("export ")) {
                int equals = line.indexOf('=');
                variables.put(line.substring("export ".length(), equals), line.substring(equals + 1));
                if (variables.size() == 3) {
                    break;
                }
            }
        }
        return variables;
    }
}
