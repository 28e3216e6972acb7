package org.portcullis.load.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor time that a process has used, from {@code /proc/<pid>/stat}. */
public final class ProcessCpu {
    private static final double TICKS_PER_SECOND = 100;
    private static final int USER_TICKS = 11;

    private final long pid;
    private final Path stat;

    private ProcessCpu(long pid, Path stat) {
        this.pid = pid;
        this.stat = stat;
    }

    /**
     * The process of that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static ProcessCpu of(long pid) {
        Path stat = Path.of("/proc", Long.toString(pid), "stat");
        if (!Files.isReadable(stat)) {
            throw new IllegalArgumentException("no process " + pid + " on this machine");
        }
        return new ProcessCpu(pid, stat);
    }

    long pid() {
        return pid;
    }

    /** Seconds of all its threads, in user and kernel mode; what was last known of it is lost when it ends. */
    public double seconds() throws IOException {
        String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
        String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[USER_TICKS + 1])) / TICKS_PER_SECOND;
    }
}
