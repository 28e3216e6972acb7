package org.portcullis.pdp;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portcullis.pdp.cli.Portcullis;

/** The {@code portcullis server} command in a JVM of its own. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern SERVING = Pattern.compile("serving port=(\\d+) health=(\\d+)");

    private final Process process;
    private final int port;
    private final int healthPort;

    private ServerProcess(Process process, int port, int healthPort) {
        this.process = process;
        this.port = port;
        this.healthPort = healthPort;
    }

    /** Starts it and waits until it says that it serves. */
    static ServerProcess start(TestSite site) throws IOException {
        return start(site.configFile());
    }

    static ServerProcess start(Path configFile) throws IOException {
        return startWithin(List.of(), configFile);
    }

    /** Has another command become the server, which it is given as arguments. */
    static ServerProcess startWithin(List<String> other, Path configFile) throws IOException {
        List<String> command = new ArrayList<>(other);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Portcullis.class.getName(),
                "server",
                "--config",
                configFile.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader();
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher serving = SERVING.matcher(line);
            said.append(line).append('\n');
            if (serving.find()) {
                drain(output);
                return new ServerProcess(
                        process, Integer.parseInt(serving.group(1)), Integer.parseInt(serving.group(2)));
            }
        }
        throw new IOException("the server did not start: " + said);
    }

    /** Nobody reads the rest; a full pipe would stop the server at its next line. */
    private static void drain(BufferedReader output) {
        Thread thread = new Thread(() -> output.lines().forEach(line -> {}), "server-output");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return port;
    }

    int healthPort() {
        return healthPort;
    }

    long pid() {
        return process.pid();
    }

    /** As {@code kill -TERM}; the exit code of the server. */
    int terminate() {
        process.toHandle().destroy();
        return process.onExit().join().exitValue();
    }

    /** As {@code kill -9}, if it still runs. */
    @Override
    public void close() {
        process.toHandle().destroyForcibly();
        process.onExit().join();
    }
}
