package org.portcullis.pdp.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.MutualTls;

/**
 * What one new connection costs a server, by the kind of TLS: each server is a process of its own, warmed up, then asked by
 * the same client, and its processor time is read from {@code /proc}. Arguments: handshakes before and while measuring.
 */
final class HandshakeBenchmark {
    /** What a server says before the number of its port. */
    static final String PORT = "port ";

    private static final List<Case> CASES = List.of(
            new Case("openssl", "EC_P256", "TLSv1.3", false),
            new Case("conscrypt", "EC_P256", "TLSv1.3", false),
            new Case("portcullis", "EC_P256", "TLSv1.3", false),
            new Case("canl", "EC_P256", "TLSv1.3", false),
            new Case("portcullis", "EC_P256", "TLSv1.3", true),
            new Case("portcullis", "EC_P256", "TLSv1.2", true),
            new Case("portcullis", "RSA_2048", "TLSv1.3", false),
            new Case("openssl", "RSA_2048", "TLSv1.3", false),
            new Case("portcullis", "EC_P256", "TLSv1.2", false),
            new Case("openssl", "EC_P256", "TLSv1.2", false),
            new Case("jdk", "EC_P256", "TLSv1.3", false));
    private static final ForkJoinPool CLIENTS = new ForkJoinPool(8);
    private static final int PATIENCE_MILLIS = 20_000;
    /** The unit of processor times in {@code /proc}. */
    private static final long MICROS_PER_TICK = 10_000;

    private final Path world;
    private final MutualTls user;
    private final MutualTls proxy;
    private final int before;
    private final int measured;
    private final PrintStream out = System.out;

    private HandshakeBenchmark(Path world, int before, int measured) {
        this.world = world;
        this.before = before;
        this.measured = measured;
        GridPki pki = GridPki.create(world, InstantSource.system());
        for (KeyType type : KeyType.values()) {
            EndEntity host = pki.hostEntity("localhost").with(type);
            Identity identity = pki.authority().issue(host);
            identity.writeCertificate(world.resolve(type + ".cert.pem"));
            identity.writeKey(world.resolve(type + ".key.pem"));
        }
        var authorities = List.of(pki.authority().certificate());
        new Identity(authorities, pki.user("nobody").key()).writeCertificate(world.resolve("ca.pem"));
        world.resolve("vomsdir").toFile().mkdirs();
        Identity somebody = pki.user("Somebody");
        user = MutualTls.of(somebody, authorities);
        proxy = MutualTls.of(pki.proxy(somebody), authorities);
    }

    /** One server and how it is asked; {@code resumed}: with the session of the connection before. */
    private record Case(String server, String key, String protocol, boolean resumed) {}

    /** Runs all cases in turn and prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int before = Integer.parseInt(arguments.length > 0 ? arguments[0] : "3000");
        int measured = Integer.parseInt(arguments.length > 1 ? arguments[1] : "2000");
        HandshakeBenchmark benchmark =
                new HandshakeBenchmark(Files.createTempDirectory("handshakes"), before, measured);
        benchmark.out.printf("%-11s %-9s %-8s %-8s %12s%n", "server", "host key", "version", "session", "server us");
        for (Case each : CASES) {
            benchmark.run(each);
        }
    }

    private void run(Case of) throws IOException, InterruptedException {
        int port = of.server().equals("openssl") ? freePort() : 0;
        Process server = new ProcessBuilder(command(of, port))
                .redirectError(world.resolve(of.server() + ".log").toFile())
                .start();
        try (BufferedReader output = server.inputReader()) {
            int open = port == 0 ? told(output) : opened(port);
            connect(of, open, before);
            long began = cpuMicros(server.pid());
            connect(of, open, measured);
            print(of, String.format(Locale.ROOT, "%12d", (cpuMicros(server.pid()) - began) / measured));
        } catch (IOException e) {
            print(of, "did not run: " + e.getMessage());
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private void print(Case of, String result) {
        out.printf(
                "%-11s %-9s %-8s %-8s %s%n",
                of.server(), of.key(), of.protocol(), of.resumed() ? "resumed" : "new", result);
    }

    private List<String> command(Case of, int port) {
        Path certificate = world.resolve(of.key() + ".cert.pem");
        Path key = world.resolve(of.key() + ".key.pem");
        if (of.server().equals("openssl")) {
            return List.of(
                    "openssl",
                    "s_server",
                    "-accept",
                    String.valueOf(port),
                    "-cert",
                    certificate.toString(),
                    "-key",
                    key.toString(),
                    "-CAfile",
                    world.resolve("ca.pem").toString(),
                    "-Verify",
                    "10",
                    "-verify_return_error",
                    "-verify_quiet",
                    "-allow_proxy_certs",
                    "-www",
                    "-quiet");
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "-cp"));
        command.addAll(List.of(
                System.getProperty("java.class.path"),
                HandshakeServer.class.getName(),
                of.server(),
                world.toString(),
                of.key()));
        return command;
    }

    private void connect(Case of, int port, int times) throws IOException, InterruptedException {
        MutualTls caller = of.server().equals("jdk") ? user : proxy;
        SSLContext kept = caller.context();
        try {
            CLIENTS.submit(() -> IntStream.range(0, times)
                            .parallel()
                            .forEach(n -> exchange(of.resumed() ? kept : caller.context(), port, of.protocol())))
                    .get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void exchange(SSLContext tls, int port, String protocol) {
        try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setEnabledProtocols(new String[] {protocol});
            socket.getOutputStream().write("GET / HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII));
            if (socket.getInputStream().readAllBytes().length == 0) {
                throw new IOException("no answer");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int told(BufferedReader output) throws IOException {
        return output.lines()
                .filter(line -> line.startsWith(PORT))
                .findFirst()
                .map(line -> Integer.valueOf(line.substring(PORT.length())))
                .orElseThrow(() -> new IOException("the server did not start"));
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

    private static long cpuMicros(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * MICROS_PER_TICK;
    }
}
