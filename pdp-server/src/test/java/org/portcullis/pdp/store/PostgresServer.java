package org.portcullis.pdp.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A real PostgreSQL in a directory of its own, on a free port of loopback; never run as root. */
public final class PostgresServer implements AutoCloseable {
    public static final String USER = "portcullis";
    public static final String PASSWORD = "it is a secret";
    private static final Duration LONGEST_STEP = Duration.ofSeconds(60);
    private static final String NOBODY = "65534";

    private final AtomicInteger databases = new AtomicInteger();
    private final Path home;
    private final Path data;
    private final List<String> prefix;
    private final Path binaries;
    private final int port;

    private PostgresServer(Path data, List<String> prefix) throws IOException {
        home = Files.createTempDirectory("portcullis-pg");
        this.data = data.isAbsolute() ? data : home.resolve(data);
        this.prefix = prefix;
        binaries = binaries();
        port = freePort();
    }

    /** Makes one and starts it. */
    public static PostgresServer start() {
        return start(Path.of("data"), List.of());
    }

    /** Makes one whose data are on that disk, and starts it. */
    static PostgresServer startOn(FaultyDisk disk) {
        return start(disk.directory(), disk.prefix());
    }

    private static PostgresServer start(Path data, List<String> prefix) {
        try {
            PostgresServer server = new PostgresServer(data, prefix);
            server.make();
            server.resume();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path binaries() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no PostgreSQL: install the package `postgresql`"));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void make() throws IOException {
        Path secret = Files.writeString(home.resolve("secret"), PASSWORD);
        if (isRoot()) {
            Files.createDirectories(data);
            run(List.of("chown", "-R", NOBODY + ":" + NOBODY, home.toString(), data.toString()));
        }
        run(asNobody("initdb", "-A", "scram-sha-256", "-U", USER, "--pwfile", secret.toString(), "-D", data(), "-N"));
    }

    private String data() {
        return data.toString();
    }

    /** Whether it lives, which it may have stopped to do by itself. */
    boolean isRunning() {
        Path pid = data.resolve("postmaster.pid");
        try {
            return Files.exists(pid)
                    && ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).get(0)))
                            .filter(ProcessHandle::isAlive)
                            .isPresent();
        } catch (IOException e) {
            return false;
        }
    }

    /** Starts it again. */
    public void resume() {
        String options = "-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c shared_buffers=16MB"
                + " -c max_connections=60 -c max_wal_senders=0 -p " + port;
        run(asNobody(
                "pg_ctl", "start", "-w", "-D", data(), "-l", home.resolve("log").toString(), "-o", options));
    }

    /** Stops it as a power cut would, but for what is on its way to the disk. */
    public void stop() {
        run(asNobody("pg_ctl", "stop", "-w", "-m", "immediate", "-D", data()));
    }

    private List<String> asNobody(String command, String... arguments) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"));
        }
        words.addAll(prefix);
        words.add(binaries.resolve(command).toString());
        words.addAll(List.of(arguments));
        return words;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private void run(List<String> words) {
        try {
            Path output = Files.createTempFile("portcullis-pg", ".out");
            Process process = new ProcessBuilder(words)
                    .directory(home.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean isDone = process.waitFor(LONGEST_STEP.toSeconds(), TimeUnit.SECONDS) && process.exitValue() == 0;
            String said = Files.readString(output, StandardCharsets.UTF_8);
            Files.delete(output);
            if (!isDone) {
                throw new IllegalStateException(words + ": " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** The address of a new, empty database. */
    public String newDatabase() {
        String name = "leases" + databases.incrementAndGet();
        sql(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    static void sql(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url, USER, PASSWORD);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The processes that serve connections to a database. */
    public static List<Long> backends(String url) {
        String database = url.substring(url.lastIndexOf('/') + 1);
        try (Connection connection = DriverManager.getConnection(
                        url.substring(0, url.lastIndexOf('/')) + "/postgres", USER, PASSWORD);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT pid FROM pg_stat_activity WHERE datname = '" + database + "'")) {
            List<Long> pids = new ArrayList<>();
            while (rows.next()) {
                pids.add(rows.getLong(1));
            }
            return pids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (isRunning()) {
            stop();
        }
        run(List.of("rm", "-rf", home.toString()));
    }
}
