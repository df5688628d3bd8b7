package dev.signet.benchmark.load.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where and what is measured. */
public final class Machine {
    private Machine() {}

    /** The commit of the project, marked when files differ from it. */
    public static String commit(Path home) {
        String commit = said(home, "git", "rev-parse", "--short=12", "HEAD");
        boolean changed = !said(home, "git", "status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs")
                .isEmpty();
        return commit.isEmpty() ? "unknown" : changed ? commit + " with changes" : commit;
    }

    /** The processor's name, the number of processors and the memory. */
    public static String description() {
        return "%s, %d processors, %d GB of memory"
                .formatted(
                        first("/proc/cpuinfo", "model name"),
                        Runtime.getRuntime().availableProcessors(),
                        Math.round(Double.parseDouble(
                                        first("/proc/meminfo", "MemTotal").replaceAll("\\D", ""))
                                / (1 << 20)));
    }

    private static String first(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        } catch (IOException unknown) {
            return "0";
        }
    }

    private static String said(Path folder, String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(folder.toFile())
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
}
