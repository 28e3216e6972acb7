package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.ban.DamagedFile;

/** What becomes of the ban file under a running server; {@code portcullis.ban.mutations} says how much. */
class BanFileUnderFireTest {
    private static final int MUTATIONS = Integer.getInteger("portcullis.ban.mutations", 100);
    private static final Path CATALOGUE = Path.of("src/test/resources/badinputs/ban");
    private static final String INNOCENT = "/C=XX/O=Grid/CN=Alice";
    private static final String BANNED = "/C=XX/O=Grid/CN=Banned User";

    @TempDir
    private Path directory;

    private TestSite site;
    private Path file;
    private PdpServer server;

    @BeforeEach
    void serve() throws IOException {
        site = TestSite.in(directory);
        file = site.file("etc/bans.txt");
        Files.write(file, Files.readAllBytes(CATALOGUE.resolve("B00_good.txt")));
        server = site.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest(name = "{0} is taken: {1}")
    @CsvSource({
        "B01_empty.txt, false",
        "B02_midline.txt, false",
        "B04_shrunk.txt, false",
        "B05_one_bad.txt, false",
        "B06_crlf_bom.txt, true",
        "B07_emptystring.txt, false",
        "B07_slash.txt, false",
        "B07_star.txt, false",
        "B08_two_forms.txt, true",
        "B09_fqan.txt, false",
        "B11_by_cert.txt, false"
    })
    void fileOfTheCatalogueNeverUnbans(String name, boolean taken) throws IOException {
        Files.write(file, Files.readAllBytes(CATALOGUE.resolve(name)));

        boolean success = server.reload().success();

        assertThat(success).isEqualTo(taken);
        assertThat(alarm()).isEqualTo(!taken);
        assertThat(decision(BANNED, "/atlas")).isEqualTo("Deny");
        assertThat(decision(BANNED + " 499", "/atlas")).isEqualTo("Deny");
        assertThat(decision(INNOCENT, "/atlas")).isEqualTo("Permit");
    }

    /** B03. */
    @ParameterizedTest
    @CsvSource({"false", "true"})
    void fileThatIsGoneOrADirectoryNeverUnbans(boolean directory) throws IOException {
        Files.delete(file);
        if (directory) {
            Files.createDirectory(file);
        }

        boolean success = server.reload().success();

        assertThat(success).isFalse();
        assertThat(alarm()).isTrue();
        assertThat(decision(BANNED, "/atlas")).isEqualTo("Deny");
        assertThat(decision(INNOCENT, "/atlas")).isEqualTo("Permit");
    }

    /** B09, where it is meant. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"/atlas/usatlas/Role=x, Deny", "/atlas, Deny", "/cms, Permit"})
    void banOfASubtreeHitsWhatIsBelowAndNothingBeside(String fqan, String expected) throws IOException {
        Files.write(file, Files.readAllBytes(CATALOGUE.resolve("B09_fqan.txt")));
        acceptFile();

        assertThat(server.reload().success()).isTrue();
        assertThat(decision(INNOCENT, fqan)).isEqualTo(expected);
    }

    /** B10. */
    @Test
    void millionEntriesAreTakenAndEveryOneOfThemHits() throws IOException {
        String more = IntStream.range(0, 1_000_000)
                .mapToObj(n -> "dn:/C=XX/O=Grid/CN=Million " + n + "\n")
                .collect(Collectors.joining());
        Files.writeString(file, Files.readString(file) + more);

        assertThat(server.reload().success()).isTrue();
        assertThat(decision("/C=XX/O=Grid/CN=Million 0", "/atlas")).isEqualTo("Deny");
        assertThat(decision("/C=XX/O=Grid/CN=Million 999999", "/atlas")).isEqualTo("Deny");
        assertThat(decision(INNOCENT, "/atlas")).isEqualTo("Permit");
    }

    @Test
    void mutatedFilesNeverLetABannedSubjectInAndNeverKeepAnInnocentOut() throws IOException {
        byte[] good = IntStream.range(0, 60)
                .mapToObj(n -> "dn:/C=XX/O=Grid/CN=User " + n + "\n")
                .collect(Collectors.joining())
                .getBytes(UTF_8);
        restore(good);
        acceptFile();
        assertThat(server.reload().success()).isTrue();
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        try (KeepAlive connection = new KeepAlive(site.asPep(server))) {
            for (int n = 0; n < MUTATIONS; n++) {
                DamagedFile.put(file, good, random);
                boolean taken = server.reload().success();
                refused += taken ? 0 : 1;

                assertThat(ask(connection, "/C=XX/O=Grid/CN=User " + n % 50))
                        .as("mutation %d", n)
                        .isEqualTo("Deny");
                assertThat(ask(connection, INNOCENT)).as("mutation %d", n).isEqualTo("Permit");
                assertThat(alarm()).isEqualTo(!taken);
                restore(good);
                assertThat(server.reload().success()).isTrue();
            }
        }
        assertThat(refused).isGreaterThan(MUTATIONS / 2);
    }

    /** The server is in this very process, which must not be sent the signal. */
    private void acceptFile() {
        site.write("var/portcullis.pid", "");
        new Shell(site.configFile().toString()).run("ban", "accept-file");
    }

    private void restore(byte[] good) throws IOException {
        Files.deleteIfExists(file);
        Files.write(file, good);
    }

    private String decision(String dn, String fqan) throws IOException {
        return site.asPep(server).post(Questions.direct(dn, fqan)).decision();
    }

    private static String ask(KeepAlive connection, String dn) throws IOException {
        return connection.post(Questions.direct(dn, "/atlas")).decision();
    }

    private boolean alarm() throws IOException {
        URI page = URI.create("http://localhost:" + server.healthPort() + "/metrics");
        try (var body = page.toURL().openStream()) {
            return new String(body.readAllBytes(), UTF_8).contains("portcullis_config_last_reload_success 0.0");
        }
    }
}
