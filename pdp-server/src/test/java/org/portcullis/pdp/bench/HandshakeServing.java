package org.portcullis.pdp.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.portcullis.load.pki.MutualTls;

/** The server of a row in a process of its own, whoever asks it, and what came of it so far. */
final class HandshakeServing implements AutoCloseable {
    /** What a server says before the number of its port. */
    static final String PORT = "port ";

    static final String HEADER = String.format(
            "%-11s %-9s %-8s %-8s %10s %8s %8s %8s",
            "server", "host key", "version", "session", "server us", "JIT us", "number", "resumed");

    private final HandshakeRow row;
    private final Process process;
    private final HandshakeClient client;
    private Spent spent = new Spent(0, 0);
    private HandshakeClient.Count count = new HandshakeClient.Count(0, 0);
    private String problem = "";

    private HandshakeServing(HandshakeRow row, Process process, HandshakeClient client) {
        this.row = row;
        this.process = process;
        this.client = client;
    }

    static HandshakeServing start(HandshakeRow row, Path world, MutualTls caller)
            throws IOException, InterruptedException {
        int free = freePort();
        Process process = new ProcessBuilder(row.command(world, free))
                .directory(world.toFile())
                .redirectError(world.resolve(row + ".log").toFile())
                .start();
        int port = row.isOpenssl() ? opened(free) : told(process.inputReader());
        return new HandshakeServing(row, process, new HandshakeClient(caller, port, row.protocol(), row.isResumed()));
    }

    /** Is asked for that long, unless it failed before; {@code counts}: the warm-up is over. */
    void takeTurn(Duration time, boolean counts) throws InterruptedException {
        if (!problem.isEmpty()) {
            return;
        }
        try {
            Spent before = Spent.by(process.pid());
            HandshakeClient.Count more = client.connect(time);
            if (counts) {
                spent = spent.plus(Spent.by(process.pid()).since(before));
                count = count.plus(more);
            }
        } catch (IOException e) {
            problem = "did not run: " + e.getMessage();
        }
    }

    @Override
    public String toString() {
        String name = String.format("%-11s %-9s %-8s %-8s ", row.server(), row.key(), row.protocol(), row.session());
        return name
                + (problem.isEmpty() && count.connections() > 0
                        ? String.format(
                                Locale.ROOT,
                                "%10d %8d %8d %7d%%",
                                spent.serving() / count.connections(),
                                spent.compiling() / count.connections(),
                                count.connections(),
                                100 * count.resumed() / count.connections())
                        : problem);
    }

    /** The port that the server says it has, or 0, to which nobody can connect. */
    private static int told(BufferedReader output) {
        return output.lines()
                .filter(line -> line.startsWith(PORT))
                .findFirst()
                .map(line -> Integer.valueOf(line.substring(PORT.length())))
                .orElse(0);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static int opened(int port) throws IOException, InterruptedException {
        for (int n = 0; n < 100; n++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return port;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        throw new IOException("openssl did not open its port");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
