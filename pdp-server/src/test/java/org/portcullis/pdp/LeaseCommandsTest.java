package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code portcullis lease} and {@code portcullis trace}, beside a server that has given Alice an account. */
class LeaseCommandsTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final String BOB = "/C=XX/O=Grid/CN=Bob";

    @TempDir
    private Path directory;

    private TestSite site;
    private Shell shell;

    @BeforeEach
    void makeSite() {
        site = TestSite.in(directory);
        shell = new Shell(site.configFile().toString());
    }

    @Test
    void runningServerHeedsAFreezeItsThawAndARelease() throws IOException {
        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE)).isEqualTo("atlas001");

            Shell.Done frozen = shell.run("lease", "freeze", "atlas001", "--reason", "incident", "--author", "ann");
            assertThat(frozen.code()).isZero();
            Awaitility.await().until(() -> user(server, ALICE).isEmpty());
            assertThat(site.auditLines().get(site.auditLines().size() - 1)).contains("\"reason\":\"mapping-frozen\"");

            assertThat(shell.run("lease", "thaw", "atlas001", "--reason", "cleared")
                            .code())
                    .isZero();
            Awaitility.await().until(() -> user(server, ALICE).equals("atlas001"));

            assertThat(shell.run("lease", "release", "atlas001", "--reason", "left")
                            .code())
                    .isZero();
            Awaitility.await().until(() -> user(server, BOB).equals("atlas002"));
            assertThat(user(server, ALICE)).isEqualTo("atlas001");
        }

        assertThat(shell.run("lease", "history", "atlas001", "-o", "csv").out().lines())
                .hasSize(6)
                .anySatisfy(line -> assertThat(line).contains("frozen,atlas001", "ann,incident"))
                .last()
                .asString()
                .contains("granted,atlas001");
    }

    @Test
    void poolsTellHowFullTheyAre() throws IOException {
        try (PdpServer server = site.start()) {
            user(server, ALICE);
            user(server, BOB);
        }
        shell.run("lease", "release", "atlas002", "--reason", "left");
        shell.run("lease", "freeze", "atlas001", "--reason", "incident");

        assertThat(shell.run("lease", "pools", "-o", "jsonl").out())
                .contains("{\"pool\":\".atlas\",\"accounts\":40,\"held\":1,\"frozen\":1,\"quarantined\":1,\"free\":38,"
                        + "\"fullIn\":\"266d\",\"alarm\":false}");
        assertThat(shell.run("lease", "list", "--frozen", "--pool", "atlas", "-o", "jsonl")
                        .out()
                        .lines())
                .singleElement()
                .asString()
                .contains("\"account\":\"atlas001\"", "\"state\":\"frozen\"");
        assertThat(shell.run("lease", "list", "--pool", "cms", "-o", "jsonl").out())
                .isEmpty();
    }

    @Test
    void traceTellsWhoHadAUidWhenAndWhatSomebodyHad() throws IOException {
        try (PdpServer server = site.start()) {
            user(server, ALICE);
        }
        Instant held = Instant.now();
        shell.run("lease", "release", "atlas001", "--reason", "left");

        Shell.Done then = shell.run("trace", "--uid", "40001", "--at", held.toString(), "-o", "json");
        Shell.Done before = shell.run("trace", "--account", "atlas001", "--at", "2020-01-01T00:00:00Z");
        Shell.Done ever = shell.run("trace", "--dn", ALICE);

        assertThat(then.out())
                .contains("\"account\":\"atlas001\"", "\"ended\":\"released\"", "\"dn\":\"" + ALICE + "\"");
        assertThat(before.code()).isEqualTo(3);
        assertThat(ever.out()).contains("atlas001");
        assertThat(shell.run("trace", "--uid", "1").code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"release", "freeze", "thaw"})
    void whatNobodyHoldsCannotBeChanged(String verb) {
        site.start().close();

        Shell.Done done = shell.run("lease", verb, "atlas039", "--reason", "x");

        assertThat(done.code()).isEqualTo(9);
        assertThat(done.err()).contains("nobody holds account `atlas039`");
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(shell.run("trace").code()).isEqualTo(2);
        assertThat(shell.run("trace", "--uid", "1", "--at", "yesterday").code()).isEqualTo(2);
        assertThat(shell.run("lease", "release", "atlas001").code()).isEqualTo(2);
    }

    private String user(PdpServer server, String dn) throws IOException {
        return site.asPep(server).post(Questions.direct(dn, "/atlas")).user();
    }
}
