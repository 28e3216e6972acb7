package org.portcullis.pdp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The server that runs with a configuration, known by its pid file. */
record RunningServer(Path pidFile) {
    /** Tells it to take what is on disk; false if there is none to tell. */
    boolean reload() throws IOException, InterruptedException {
        return Files.exists(pidFile) && signal(Files.readString(pidFile).strip());
    }

    private static boolean signal(String pid) throws IOException, InterruptedException {
        return pid.matches("\\d{1,10}")
                && new ProcessBuilder(List.of("sh", "-c", "kill -HUP " + pid))
                                .start()
                                .waitFor()
                        == 0;
    }
}
