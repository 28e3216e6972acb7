package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The server that runs with a configuration, known by its pid file. */
public record RunningServer(Path pidFile) {
    /** Tells it to take what is on disk; false if there is none to tell. */
    public boolean reload() throws IOException, InterruptedException {
        Optional<String> pid = pid();
        return pid.isPresent() && hangUp(pid.get());
    }

    /** Whether there is one. */
    public boolean isThere() {
        try {
            return pid().isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    private Optional<String> pid() throws IOException {
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        String pid = Files.readString(pidFile).strip();
        Instant written = Files.getLastModifiedTime(pidFile).toInstant();
        return Optional.of(pid)
                .filter(text -> text.matches("\\d{1,10}"))
                .filter(text -> isServer(Long.parseLong(text), written));
    }

    /** A process younger than the pid file got its number after the server had died: it is none of ours to signal. */
    private static boolean isServer(long pid, Instant written) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .filter(started -> !started.isAfter(written))
                .isPresent();
    }

    private static boolean hangUp(String pid) throws IOException, InterruptedException {
        return new ProcessBuilder(List.of("sh", "-c", "kill -HUP " + pid))
                        .start()
                        .waitFor()
                == 0;
    }
}
