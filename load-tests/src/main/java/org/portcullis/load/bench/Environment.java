package org.portcullis.load.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where and how a measurement was taken: machine, Java, commit, command line, time, and the server's own command line. */
public record Environment(String startedAt, SortedMap<String, String> facts, List<String> commandLine) {
    private static final long MEGABYTE = 1 << 20;
    private static final String UNKNOWN = "unknown";

    /** Copies the list. */
    public Environment {
        facts = new TreeMap<>(facts);
        commandLine = List.copyOf(commandLine);
    }

    /** This machine, this Java and the commit that is checked out here; the server is left out where it is not known. */
    public static Environment here(Instant now, List<String> commandLine, @Nullable Long server) {
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("machine.cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("machine.cpu", lineOf(Path.of("/proc/cpuinfo"), "model name"));
        facts.put("machine.memory", memory());
        facts.put("machine.kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("java.version", System.getProperty("java.vm.version"));
        facts.put("java.vm", System.getProperty("java.vm.name"));
        facts.put(
                "java.flags",
                String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments()));
        facts.put("commit", commit());
        if (server != null) {
            facts.put("server.command", command(server));
        }
        return new Environment(now.toString(), facts, commandLine);
    }

    private static String memory() {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return machine.getTotalMemorySize() / MEGABYTE + " MiB";
    }

    private static String lineOf(Path file, String name) {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String command(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"))
                    .replace('\0', ' ')
                    .strip();
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String commit = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor(1, TimeUnit.SECONDS) && git.exitValue() == 0 ? commit : UNKNOWN;
        } catch (IOException e) {
            return UNKNOWN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNKNOWN;
        }
    }
}
