package dev.signet.chaos.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What the figures are of: the project and the machine, in a few words. */
public final class Machine {
    private Machine() {}

    /** The commit of the project, marked when files other than the pages differ from it. */
    public static String commit(Path home) {
        String commit = said(home, "git", "rev-parse", "--short=12", "HEAD");
        boolean changed = !said(home, "git", "status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs")
                .isEmpty();
        return commit.isEmpty() ? "unknown" : changed ? commit + " with changes" : commit;
    }

    private static String said(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? said : "";
        } catch (IOException noGit) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    static String words() {
        return "%s, %d cores, %d GB of memory, %s %s, Java %s"
                .formatted(
                        processor(),
                        Runtime.getRuntime().availableProcessors(),
                        memory() >> 30,
                        System.getProperty("os.name"),
                        System.getProperty("os.version").replaceFirst("-.*", ""),
                        Runtime.version().feature());
    }

    private static String processor() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElseGet(() -> System.getProperty("os.arch"));
        } catch (IOException noLinux) {
            return System.getProperty("os.arch");
        }
    }

    private static long memory() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getTotalMemorySize()
                : 0;
    }
}
