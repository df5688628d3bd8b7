package dev.signet.benchmark.load.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A process as {@code /proc} shows it.
 *
 * @param whole whether all processes below it count as well
 */
public record ProcessTree(long root, boolean whole) {
    private static final Path PROC = Path.of("/proc");
    private static final double TICKS_PER_SECOND = 100;
    private static final int UTIME = 11;
    private static final int CUTIME = 13;

    /** Seconds of CPU, those of ended children of the root included. */
    public double cpuSeconds() {
        double ticks = 0;
        for (long pid : pids()) {
            ticks += ticks(pid, UTIME) + (whole && pid == root ? ticks(pid, CUTIME) : 0);
        }
        return ticks / TICKS_PER_SECOND;
    }

    /** Resident bytes; what processes of the tree share is counted once where the kernel tells it. */
    public long residentBytes() {
        List<Long> all = pids();
        return all.size() == 1
                ? kilobytes(all.getFirst(), "status", "VmRSS:") * 1024
                : all.stream()
                                .mapToLong(pid -> kilobytes(pid, "smaps_rollup", "Pss:"))
                                .sum()
                        * 1024;
    }

    private List<Long> pids() {
        List<Long> all = new ArrayList<>(List.of(root));
        if (whole) {
            ProcessHandle.of(root).ifPresent(process -> process.descendants().forEach(child -> all.add(child.pid())));
        }
        return all;
    }

    /** Two fields of {@code stat}, counted after the name, which may hold blanks. */
    private static double ticks(long pid, int first) {
        String stat = read(PROC.resolve(pid + "/stat"));
        if (stat.isEmpty()) {
            return 0;
        }
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Double.parseDouble(fields[first]) + Double.parseDouble(fields[first + 1]);
    }

    private static long kilobytes(long pid, String file, String key) {
        try (Stream<String> lines = read(PROC.resolve(pid + "/" + file)).lines()) {
            return lines.filter(line -> line.startsWith(key))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        }
    }

    /** Empty for a process that has ended meanwhile. */
    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException ended) {
            return "";
        }
    }
}
