package org.portcullis.pdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.store.PostgresExtension;
import org.portcullis.pdp.store.PostgresServer;

/** Whole servers whose leases are not in a file of their own. */
@ExtendWith(PostgresExtension.class)
class LeaseStoresTest {
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

    private void keepLeases(String section) {
        site.replace("etc/portcullis.yaml", "mapping:\n", "mapping:\n  leases: " + section + "\n");
    }

    private void keepLeasesIn(String url) {
        site.write("etc/leases.password", PostgresServer.PASSWORD + "\n");
        keepLeases("{store: postgresql, postgresql: {url: '" + url + "', user: " + PostgresServer.USER
                + ", password: 'file:leases.password'}}");
    }

    private String user(PdpServer server, String dn) throws IOException {
        return site.asPep(server).post(Questions.direct(dn, "/atlas")).user();
    }

    @Test
    void serversOfOneDatabaseGiveOnePersonOneAccount(PostgresServer database) throws IOException {
        keepLeasesIn(database.newDatabase());

        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE)).isEqualTo("atlas001");
            try (PdpServer other = site.start()) {
                assertThat(user(other, BOB)).isEqualTo("atlas002");
                assertThat(user(other, ALICE)).isEqualTo("atlas001");
            }
            assertThat(user(server, BOB)).isEqualTo("atlas002");
        }

        assertThat(site.file("var/leases.db")).doesNotExist();
        assertThat(shell.run("lease", "list", "-o", "jsonl").out().lines()).hasSize(2);
        assertThat(shell.run("lease", "release", "atlas002", "--reason", "left").code())
                .isZero();
        assertThat(shell.run("trace", "--dn", BOB).out()).contains("atlas002", "released");
    }

    @Test
    void databaseThatIsNotThereIsNamedWithoutItsPassword(PostgresServer database) {
        keepLeasesIn(database.newDatabase() + "0000");

        assertThat(catchThrowable(site::start))
                .hasMessageContaining("cannot open the lease store `jdbc:postgresql://127.0.0.1:")
                .hasMessageContaining("does not exist")
                .hasMessageNotContaining(PostgresServer.PASSWORD);
    }

    @Test
    void leaseIsALinkInTheGridmapdir() throws IOException {
        Path shared = Files.createDirectory(directory.resolve("gridmapdir"));
        Files.createFile(shared.resolve("atlas001"));
        Files.createFile(shared.resolve("atlas002"));
        Files.createLink(shared.resolve("%2fo%3dgrid%2fcn%3dsomebody%20else:atlas"), shared.resolve("atlas001"));
        keepLeases("{store: gridmapdir, gridmapdir: {directory: " + shared + "}}");

        try (PdpServer server = site.start()) {
            assertThat(user(server, ALICE)).isEqualTo("atlas002");
        }

        assertThat(Files.getAttribute(shared.resolve("%2fc%3dxx%2fo%3dgrid%2fcn%3dalice:atlas"), "unix:nlink"))
                .isEqualTo(2);
        assertThat(shell.run("trace", "--account", "atlas002").out()).contains(ALICE);
    }
}
