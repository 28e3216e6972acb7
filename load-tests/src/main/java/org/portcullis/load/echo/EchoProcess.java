package org.portcullis.load.echo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** {@link EchoMain} in a process of its own, which ends with whoever started it. */
public final class EchoProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final Process process;
    private final int port;

    private EchoProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** What the server shows, whom it trusts, and how many bytes it answers. */
    public record Setup(Path certificate, Path key, Path authorities, long answerBytes) {}

    /** Starts it with this Java and waits until it listens. */
    public static EchoProcess start(Setup setup) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoMain.class.getName(),
                        setup.certificate().toString(),
                        setup.key().toString(),
                        setup.authorities().toString(),
                        Long.toString(setup.answerBytes()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        String port = out.readLine();
        if (port == null) {
            process.destroy();
            throw new IOException("the bare server did not start");
        }
        return new EchoProcess(process, Integer.parseInt(port));
    }

    /** Where it listens on 127.0.0.1. */
    public int port() {
        return port;
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
