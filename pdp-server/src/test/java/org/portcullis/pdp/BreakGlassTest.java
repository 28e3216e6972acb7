package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.pdp.config.ConfigException;

/** The socket of a running server, for whoever is in charge of the machine. */
class BreakGlassTest {
    @TempDir
    private Path directory;

    private AdminSite site;
    private Path socket;
    private Shell shell;

    @BeforeEach
    void makeSite() {
        site = AdminSite.ofTwo(directory);
        socket = site.site().file("var/admin.sock");
        site.site().replace("etc/portcullis.yaml", "admin:\n", "admin:\n  socket: ../var/admin.sock\n");
        shell = new Shell(site.site().configFile().toString());
    }

    @Test
    void onePersonBansAndLiftsThereAndIsOnRecord() throws IOException {
        try (PdpServer server = site.start()) {
            Shell.Done added = shell("ban", "add", "vo:atlas", "--yes", "--reason", "drill");
            assertThat(added.code()).as(added.err()).isZero();
            assertThat(added.out()).startsWith("ban 1 added: vo:atlas (epoch 1), in force on this machine");
            assertThat(decision(server)).isEqualTo("Deny");

            Shell.Done lifted = shell("ban", "lift", "1", "--yes", "--reason", "over");
            assertThat(lifted.code()).as(lifted.err()).isZero();
            assertThat(decision(server)).isEqualTo("Permit");

            assertThat(shell.run("ban", "history").out())
                    .contains("/CN=break-glass/CN=" + System.getProperty("user.name"));
            assertThat(Scrape.of(server).text())
                    .contains("portcullis_break_glass_total{outcome=\"used\"} 3.0")
                    .contains("portcullis_break_glass_total{outcome=\"refused\"} 0.0");
        }
    }

    @Test
    void nothingButBansIsThere() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(server.adminPort()).isPresent();
            assertThat(said("GET /v1/bans\n\n")).startsWith("200\n\n{\"bans\":[");
            assertThat(said("GET /v1/leases\n\n")).startsWith("404\n");
            assertThat(said("POST /v1/proposals/1/confirm\n\n")).startsWith("404\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /v1/bans", "GET\n\n", "\n\n", "\u0000\n\n"})
    void whatIsNoRequestGetsNoAnswer(String text) throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(server.adminPort()).isPresent();
            assertThat(said(text)).isEmpty();
            assertThat(said("GET /v1/bans\n\n")).startsWith("200\n");
        }
    }

    @Test
    void theSocketIsItsOwnersAloneAndEndsWithTheServer() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(server.adminPort()).isPresent();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
        }
        assertThat(socket).doesNotExist();
    }

    @Test
    void aSocketThatWasLeftBehindIsReplacedAndAFileIsNot() throws IOException {
        site.site().write("var/admin.sock", "precious");
        assertThatThrownBy(site::start).isInstanceOf(ConfigException.class).hasMessageContaining("is no socket");
        assertThat(socket).hasContent("precious");

        Files.delete(socket);
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(socket));
        }
        try (PdpServer server = site.start()) {
            assertThat(server.adminPort()).isPresent();
            assertThat(said("GET /v1/bans\n\n")).startsWith("200\n");
        }
    }

    @Test
    void withoutASocketNobodyAnswers() {
        Shell.Done done = shell("ban", "list");

        assertThat(done.code()).isEqualTo(6);
        assertThat(done.err()).contains("no answer from ", "admin.sock");
    }

    private Shell.Done shell(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--socket";
        all[arguments.length + 1] = socket.toString();
        return shell.run(all);
    }

    private String said(String text) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            channel.shutdownOutput();
            return new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
        }
    }

    private String decision(PdpServer server) throws IOException {
        return site.site()
                .asPep(server)
                .post(Questions.direct("/C=XX/O=Grid/CN=Alice", "/atlas"))
                .decision();
    }
}
