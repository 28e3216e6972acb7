package org.portcullis.pdp.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.awaitility.Awaitility;

/** A proxy of its own process on loopback that delays, stalls or cuts what passes, as its control file says. */
public final class TcpChaos implements AutoCloseable {
    private static final Path PROGRAM =
            Path.of(System.getProperty("portcullis.shared", "../../shared"), "badinputs", "tcp_chaos.py");

    private final Process process;
    private final Path control;
    private final int port;

    private TcpChaos(Process process, Path control, int port) {
        this.process = process;
        this.control = control;
        this.port = port;
    }

    /** In front of that port; in its temper at the start it passes everything. */
    public static TcpChaos before(int target, Path directory) throws IOException {
        assumeTrue(Files.isReadable(PROGRAM), "SKIPPED: no chaos proxy beside this repository");
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Path control = Files.writeString(directory.resolve("chaos.json"), "{}");
        Process process = new ProcessBuilder(
                        "python3", PROGRAM.toString(), String.valueOf(port), String.valueOf(target), control.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        TcpChaos chaos = new TcpChaos(process, control, port);
        Awaitility.await().until(chaos::listens);
        return chaos;
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The same database, through this proxy. */
    public String through(String url) {
        return url.replaceFirst(":\\d+/", ":" + port + "/");
    }

    /** What happens from now on, within 50 ms. */
    public void set(String temper) {
        try {
            Path next = Files.writeString(control.resolveSibling("chaos.next"), temper);
            Files.move(next, control, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
