package org.portcullis.pdp.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.decide.Reloader.Outcome;
import org.portcullis.pdp.store.SqliteBanStore;

/** A pack that went bad is told of, with its place, and the last good one goes on deciding. */
class BadPackReloadTest {
    private static final Path CLEAN =
            Path.of("../policies/src/test/lint-example").toAbsolutePath();
    private static final String CHECKS = "policy/checks.xml";

    @TempDir
    private Path directory;

    private CurrentPolicy current;
    private Reloader reloader;

    @BeforeEach
    void aGoodPack() throws IOException {
        try (Stream<Path> files = Files.walk(CLEAN)) {
            for (Path file : files.toList()) {
                Files.copy(
                        file,
                        directory.resolve("pack").resolve(CLEAN.relativize(file).toString()));
            }
        }
        Snapshots.mapping(directory, "", "");
        Snapshots.write(directory.resolve("bans.txt"), "vo:cms\n");
        Snapshots.write(directory.resolve("peps.yaml"), "peps: []\n");
        Snapshots.write(directory.resolve("portcullis.yaml"), """
                policy: {pack: pack, bans: bans.txt, peps: peps.yaml}
                mapping: {accounts: accounts.map, groups: groups.map, passwd: passwd, group: group}
                """);
        SqliteBanStore store = new SqliteBanStore(directory.resolve("bans.db"));
        store.prepare();
        SnapshotLoader loader = new SnapshotLoader(
                ConfigReader.read(directory.resolve("portcullis.yaml")), store, InstantSource.system());
        Loading first = loader.load(1);
        current = new CurrentPolicy(first.snapshot());
        reloader = new Reloader(loader, first, current);
    }

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(
            delimiter = '|',
            value = {
                "P01 | </Policy> | '' | policy/checks.xml:2",
                "P05 | PolicyId=\"urn:example:checks | PolicyId=\"urn:example:gone | policy/root.xml:4:",
                "P06 | PolicyId=\"urn:example:checks | PolicyId=\"urn:example:access | two policies are called `access`",
                "P07 | <Policy | <!DOCTYPE Policy><Policy | policy/checks.xml:1:10: DOCTYPE",
                "P08 | 1.0:function:string-equal | 1.0:function:no-such | policy/checks.xml:2:",
                "P09 | string-equal | string-regexp-match | policy/checks.xml:8:",
                "P12 | :deny-overrides | :permit-overrides | policy/checks.xml:2:",
                "P13 | urn:portcullis:obligation:reason | http://authz-interop.org/xacml/obligation/uidgid | policy/checks.xml:",
            })
    void aBadPolicyKeepsTheLastGoodPack(String row, String good, String bad, String problem) throws IOException {
        PolicySnapshot before = current.get();
        Path file = directory.resolve("pack").resolve(CHECKS);
        Files.writeString(file, Files.readString(file).replaceFirst(good, bad));

        Outcome outcome = reloader.reload();

        assertThat(outcome.success()).as(row).isFalse();
        assertThat(outcome.problems()).anySatisfy(line -> assertThat(line).contains(problem));
        assertThat(current.get()).isSameAs(before);
    }

    /** P16. What is the same as before is not read again, so something must have changed. */
    @Test
    void aFileThatEverybodyMayWriteToKeepsTheLastGoodPack() throws IOException {
        PolicySnapshot before = current.get();
        Path file = directory.resolve("pack").resolve(CHECKS);
        Files.writeString(file, Files.readString(file) + "<!-- changed -->\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

        Outcome outcome = reloader.reload();

        assertThat(outcome.problems()).anySatisfy(line -> assertThat(line).contains(CHECKS + ": everybody may write"));
        assertThat(current.get()).isSameAs(before);
    }

    /** P11. */
    @Test
    void aPackThatWasEmptiedKeepsTheLastGoodOne() throws IOException {
        PolicySnapshot before = current.get();
        Files.delete(directory.resolve("pack/pack.yaml"));
        Files.delete(directory.resolve("pack/policy/root.xml"));

        Outcome outcome = reloader.reload();

        assertThat(outcome.success()).isFalse();
        assertThat(current.get()).isSameAs(before);
    }

    /** P17. */
    @Test
    void whatEditorsLeaveBehindDoesNotKeepTheNextPackOut() throws IOException {
        Files.writeString(directory.resolve("pack/policy/.checks.xml.swp"), "b0VIM");
        Files.writeString(directory.resolve("pack/policy/checks.xml~"), "<");

        Outcome outcome = reloader.reload();

        assertThat(outcome.problems()).isEmpty();
        assertThat(current.get().epoch()).isEqualTo(2);
    }
}
