package org.portcullis.load.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The memory that a process has in use, from {@code /proc/<pid>/status}. */
public record ProcessMemory(long pid) {
    private static final String RESIDENT = "VmRSS:";

    /** Refuses a process that is not there. */
    public ProcessMemory {
        if (!Files.isReadable(status(pid))) {
            throw new IllegalArgumentException("no process " + pid + " on this machine");
        }
    }

    /**
     * Its resident set, in KiB.
     *
     * @throws IOException if it ended
     */
    long kibibytes() throws IOException {
        for (String line : Files.readAllLines(status(pid))) {
            if (line.startsWith(RESIDENT)) {
                return Long.parseLong(
                        line.substring(RESIDENT.length()).replace("kB", "").strip());
            }
        }
        throw new IOException("process " + pid + " has ended");
    }

    private static Path status(long pid) {
        return Path.of("/proc", Long.toString(pid), "status");
    }
}
