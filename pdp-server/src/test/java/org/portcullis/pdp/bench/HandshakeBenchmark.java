package org.portcullis.pdp.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.MutualTls;

/**
 * What one new connection costs a server, by the kind of TLS: each server is a process of its own whose processor time is
 * read from {@code /proc}; all of them are asked in turn, a second each, so that whatever else the machine does hits them
 * alike. Arguments: a pattern of the rows to run, as they are printed with single blanks, and the seconds that each of them
 * is asked for before and while measuring.
 */
final class HandshakeBenchmark {
    private static final List<HandshakeRow> ROWS = Stream.of(
                    "openssl EC_P256 TLSv1.3 new",
                    "portcullis EC_P256 TLSv1.3 new",
                    "canl EC_P256 TLSv1.3 new",
                    "jdk EC_P256 TLSv1.3 new",
                    "conscrypt EC_P256 TLSv1.3 new",
                    "openssl EC_P256 TLSv1.3 resumed",
                    "portcullis EC_P256 TLSv1.3 resumed",
                    "canl EC_P256 TLSv1.3 resumed",
                    "openssl EC_P256 TLSv1.2 new",
                    "portcullis EC_P256 TLSv1.2 new",
                    "canl EC_P256 TLSv1.2 new",
                    "conscrypt EC_P256 TLSv1.2 new",
                    "openssl EC_P256 TLSv1.2 resumed",
                    "portcullis EC_P256 TLSv1.2 resumed",
                    "conscrypt EC_P256 TLSv1.2 resumed",
                    "openssl RSA_2048 TLSv1.3 new",
                    "portcullis RSA_2048 TLSv1.3 new",
                    "canl RSA_2048 TLSv1.3 new",
                    "conscrypt RSA_2048 TLSv1.3 new")
            .map(HandshakeRow::of)
            .toList();
    private static final Duration TURN = Duration.ofSeconds(1);

    private final Path world;
    private final MutualTls user;
    private final MutualTls proxy;
    private final PrintStream out = System.out;

    private HandshakeBenchmark(Path world) throws IOException {
        this.world = world;
        GridPki pki = GridPki.create(world, InstantSource.system());
        for (KeyType type : KeyType.values()) {
            EndEntity host = pki.hostEntity("localhost").with(type);
            Identity identity = pki.authority().issue(host);
            identity.writeCertificate(world.resolve(type + ".cert.pem"));
            identity.writeKey(world.resolve(type + ".key.pem"));
        }
        var authorities = List.of(pki.authority().certificate());
        new Identity(authorities, pki.user("nobody").key()).writeCertificate(world.resolve("ca.pem"));
        Files.createDirectories(world.resolve("vomsdir"));
        Files.writeString(world.resolve("page"), "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n");
        Identity somebody = pki.user("Somebody");
        user = MutualTls.of(somebody, authorities);
        proxy = MutualTls.of(pki.proxy(somebody), authorities);
    }

    /** Runs the rows and prints a table. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Pattern wanted = Pattern.compile(arguments.length > 0 ? arguments[0] : "");
        int before = Integer.parseInt(arguments.length > 1 ? arguments[1] : "17");
        int measured = Integer.parseInt(arguments.length > 2 ? arguments[2] : "8");
        List<HandshakeRow> rows = ROWS.stream()
                .filter(row -> wanted.matcher(row.toString()).find())
                .toList();
        new HandshakeBenchmark(Files.createTempDirectory("handshakes")).run(rows, before, measured);
    }

    private void run(List<HandshakeRow> rows, int before, int measured) throws IOException, InterruptedException {
        List<HandshakeServing> servers = new ArrayList<>();
        try {
            for (HandshakeRow row : rows) {
                servers.add(HandshakeServing.start(row, world, row.server().equals("jdk") ? user : proxy));
            }
            for (int turn = 0; turn < before + measured; turn++) {
                for (HandshakeServing server : servers) {
                    server.takeTurn(TURN, turn >= before);
                }
            }
            out.println(HandshakeServing.HEADER);
            servers.forEach(out::println);
        } finally {
            servers.forEach(HandshakeServing::close);
        }
    }
}
