package org.portcullis.pdp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.profile.Dn;
import picocli.CommandLine;

class CommandsTest {
    private static final Path PACK = Path.of("../policies/src/main/packs/mupj").toAbsolutePath();

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void goodFiles() {
        Snapshots.mapping(directory, "", "");
        write("bans.txt", "vo:cms\n");
        write("peps.yaml", "peps: []\n");
        write("portcullis.yaml", """
                policy: {pack: %s, bans: bans.txt, peps: peps.yaml}
                mapping: {accounts: accounts.map, groups: groups.map, passwd: passwd, group: group}
                storage: {leases: leases.db, pid-file: pid}
                """.formatted(PACK));
    }

    @Test
    void checkOfGoodFilesSaysWhatTheyHold() {
        assertThat(run("config", "check")).isZero();
        assertThat(out.toString()).contains("OK: pack mupj ", "1 bans, 0 PEPs");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void checkOfBadFilesListsEveryProblem() {
        write("bans.txt", "what is this\n");
        write("peps.yaml", "pep: []\n");

        assertThat(run("config", "check")).isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void checkOfABadConfigurationListsEveryProblem() {
        write("portcullis.yaml", "sever: {}\ntls: {crls: maybe}\n");

        assertThat(run("config", "check")).isEqualTo(3);
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void reloadWithoutAServerIsUnreachable() {
        assertThat(run("reload")).isEqualTo(6);
        assertThat(err.toString()).contains("no server is running");
    }

    @Test
    void reloadOfAServerThatIsGoneIsUnreachable() {
        write("pid", "not a number\n");
        assertThat(run("reload")).isEqualTo(6);

        write("pid", "4194304999\n");
        assertThat(run("reload")).isEqualTo(6);
    }

    @Test
    void reloadOfBadFilesTellsNoServer() {
        write("bans.txt", "what is this\n");
        write("pid", "4194304999\n");

        assertThat(run("reload")).isEqualTo(78);
        assertThat(err.toString()).contains("bans.txt:1").doesNotContain("server");
    }

    @Test
    void serverWithABadConfigurationDoesNotStart() {
        write("portcullis.yaml", "sever: {}\ntls: {crls: maybe}\n");

        assertThat(run("server")).isEqualTo(78);
        assertThat(err.toString().lines()).hasSize(2);
    }

    @Test
    void leasesAreListedAsTableAndAsLines() {
        try (LeaseRegister store = SqliteLeases.open(directory.resolve("leases.db"))) {
            LeaseKey key = new LeaseKey(new Pool("atlas"), new Dn("/C=XX/CN=Alice \"A\""), "prd");
            store.acquire(key, List.of("atlas001"), Instant.parse("2026-01-01T12:00:00Z"));
        }

        assertThat(run("lease", "list")).isZero();
        assertThat(out.toString()).contains("atlas001", ".atlas", "prd", "/C=XX/CN=Alice \"A\"");
        assertThat(run("lease", "list", "-o", "jsonl")).isZero();
        assertThat(out.toString()).contains("""
                {"account":"atlas001","pool":".atlas","dn":"/C=XX/CN=Alice \\"A\\"","group":"prd",\
                "grantedAt":"2026-01-01T12:00:00Z","lastUsedAt":"2026-01-01T12:00:00Z","state":"held"}""");
    }

    @Test
    void listingLeasesMakesNoStore() {
        assertThat(run("lease", "list")).isNotZero();
        assertThat(directory.resolve("leases.db")).doesNotExist();
    }

    @Test
    void wrongUseIsSaid() {
        assertThat(Portcullis.commandLine().setErr(new PrintWriter(err)).execute("lease", "lst"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("lst");
    }

    @Test
    void versionIsPrinted() {
        CommandLine command = Portcullis.commandLine().setOut(new PrintWriter(out));

        assertThat(command.execute("version")).isZero();
        assertThat(command.execute("--version")).isZero();
        assertThat(out.toString().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).startsWith("portcullis "));
    }

    private int run(String... arguments) {
        String[] all = Stream.concat(
                        Arrays.stream(arguments),
                        Stream.of(
                                "--config", directory.resolve("portcullis.yaml").toString()))
                .toArray(String[]::new);
        return Portcullis.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    private void write(String name, String text) {
        Snapshots.write(directory.resolve(name), text);
    }
}
