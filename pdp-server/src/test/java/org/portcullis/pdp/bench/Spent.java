package org.portcullis.pdp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The processor time that a process has taken, in microseconds: for compiling Java, and for everything else. */
record Spent(long serving, long compiling) {
    private static final long MICROS_PER_TICK = 10_000;

    static Spent by(long pid) throws IOException {
        Path process = Path.of("/proc", String.valueOf(pid));
        long compiling = 0;
        for (Path thread : threads(process)) {
            if (name(thread).matches("C[12] Compiler.*\\s")) {
                compiling += micros(thread);
            }
        }
        return new Spent(micros(process) - compiling, compiling);
    }

    Spent since(Spent before) {
        return new Spent(serving - before.serving, compiling - before.compiling);
    }

    Spent plus(Spent more) {
        return new Spent(serving + more.serving, compiling + more.compiling);
    }

    private static List<Path> threads(Path process) throws IOException {
        try (Stream<Path> threads = Files.list(process.resolve("task"))) {
            return threads.toList();
        }
    }

    /** Of one that has ended meanwhile: nothing. */
    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (IOException e) {
            return "";
        }
    }

    private static long micros(Path process) throws IOException {
        String stat = Files.readString(process.resolve("stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }
}
