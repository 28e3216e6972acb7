package org.portcullis.pdp.mapping.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.mapping.HeldLease;
import org.portcullis.pdp.mapping.LeaseKey;
import org.portcullis.pdp.mapping.LeaseOutcome;
import org.portcullis.pdp.mapping.LeaseRegister;
import org.portcullis.pdp.mapping.LeaseTerms;
import org.portcullis.pdp.mapping.Pool;
import org.portcullis.pdp.store.SqliteLeases;
import org.portcullis.policy.importing.Finding;
import org.portcullis.policy.importing.Outcome;
import org.portcullis.profile.Dn;

/** A gridmapdir with all that gathers in one, moved into a lease store. */
class GridMapDirImportTest {
    private static final String ALICE = "%2fc%3dxx%2fo%3dgrid%2fcn%3dalice";
    private static final String BOB = "%2fc%3dxx%2fo%3dgrid%2fcn%3dbob";
    private static final List<String> POOL = List.of("atlas001", "atlas002", "atlas003", "atlas004");
    private static final Instant NOW = OldSite.USED.plus(Duration.ofDays(100));

    @TempDir
    private Path directory;

    private OldSite site;

    @BeforeEach
    void makeSite() {
        site = new OldSite(directory);
    }

    @Test
    void everybodyKeepsHisAccount() {
        site.lease("atlas003", ALICE + ":atlas")
                .lease("atlas001", BOB + ":atlas")
                .lease("atlas002");

        try (LeaseRegister store = store()) {
            List<Finding> findings =
                    site.importer().gridmapdir(site.gridmapdir()).moveInto(store);

            assertThat(findings).extracting(Finding::outcome).containsExactly(Outcome.KEPT, Outcome.KEPT);
            assertThat(account(store, "/C=XX/O=Grid/CN=Alice", "atlas")).isEqualTo("atlas003");
            assertThat(account(store, "/C=XX/O=Grid/CN=Bob", "atlas")).isEqualTo("atlas001");
            assertThat(account(store, "/C=XX/O=Grid/CN=Carol", "atlas")).isEqualTo("atlas002");
        }
    }

    @Test
    void lastUseIsThatOfTheDirectory() {
        site.lease("atlas003", ALICE);

        try (LeaseRegister store = store()) {
            site.importer().gridmapdir(site.gridmapdir()).moveInto(store);

            assertThat(store.held()).extracting(HeldLease::lastUsedAt).containsExactly(OldSite.USED);
        }
    }

    @Test
    void importingAgainChangesNothing() {
        site.lease("atlas003", ALICE + ":atlas").lease("atlas001", BOB);
        try (LeaseRegister store = store()) {
            site.importer().gridmapdir(site.gridmapdir()).moveInto(store);
            account(store, "/C=XX/O=Grid/CN=Alice", "atlas");
            var before = store.history();

            List<Finding> findings =
                    site.importer().gridmapdir(site.gridmapdir()).moveInto(store);

            assertThat(findings)
                    .hasSize(2)
                    .allSatisfy(finding -> assertThat(finding.message()).isEqualTo("held here already"));
            assertThat(store.history()).isEqualTo(before);
        }
    }

    @Test
    void leaseIsFoundAgainWhateverTheGroupUnlessThereAreSeveral() {
        site.lease("atlas001", ALICE).lease("atlas002", BOB + ":atlas").lease("atlas003", BOB + ":prd");

        try (LeaseRegister store = store()) {
            site.importer().gridmapdir(site.gridmapdir()).moveInto(store);

            assertThat(account(store, "/C=XX/O=Grid/CN=Alice", "atlas")).isEqualTo("atlas001");
            assertThat(account(store, "/C=XX/O=Grid/CN=Bob", "prd")).isEqualTo("atlas003");
            assertThat(account(store, "/C=XX/O=Grid/CN=Bob", "atlas")).isEqualTo("atlas002");
        }
    }

    @Test
    void accountThatSomebodyHasHereAlreadyIsNotTakenFromHim() {
        site.lease("atlas001", ALICE).lease("atlas002", BOB);
        try (LeaseRegister store = store()) {
            account(store, "/C=XX/O=Grid/CN=Carol", "");
            account(store, "/C=XX/O=Grid/CN=Dave", "atlas");
            store.release("atlas002", NOW, "test", "left");
            account(store, "/C=XX/O=Grid/CN=Alice", "atlas");

            List<Finding> findings =
                    site.importer().gridmapdir(site.gridmapdir()).moveInto(store);

            assertThat(findings)
                    .extracting(Finding::message)
                    .containsExactlyInAnyOrder(
                            "held here by `/C=XX/O=Grid/CN=Carol`: see `portcullis lease history`",
                            "not free here: mapping-quarantined");
        }
    }

    @Test
    void personWithANewAccountHereIsReported() {
        site.lease("atlas004", ALICE + ":atlas");
        try (LeaseRegister store = store()) {
            account(store, "/C=XX/O=Grid/CN=Alice", "atlas");

            ImportedMapping imported = site.importer().gridmapdir(site.gridmapdir());

            assertThat(imported.tryBeside(store.all()))
                    .extracting(Finding::message)
                    .containsExactly("its holder has `atlas001` here: release that first");
            assertThat(imported.moveInto(store)).extracting(Finding::outcome).containsExactly(Outcome.LOST);
        }
    }

    @Test
    void contestedDanglingAndForeignFilesAreReportedAndGiveNobodyAnAccount() throws IOException {
        site.lease("atlas001", "%2fc%3dxx%2fo%3dgrid%2fcn%3dvictim:atlas", ALICE + ":atlas");
        site.write("gridmapdir/%2fc%3dxx%2fcn%3dstale:atlas", "");
        site.write("gridmapdir/README", "foreign");
        Files.createSymbolicLink(
                site.gridmapdir().resolve("atlas009"), site.gridmapdir().resolve("atlas001"));

        ImportedMapping imported = site.importer().gridmapdir(site.gridmapdir());

        assertThat(imported.leases()).isZero();
        assertThat(site.findings(imported, Outcome.LOST))
                .containsExactlyInAnyOrder(
                        "gridmapdir/README: lost: foreign file `README`: neither an account nor a lease",
                        "gridmapdir/atlas009: lost: foreign file `atlas009`: not a regular file",
                        "gridmapdir/%2fc%3dxx%2fcn%3dstale:atlas: lost: lease: dangling: the file of its account is gone,"
                                + " nobody holds anything by it",
                        "gridmapdir/atlas001: lost: account `atlas001`: contested, nobody is given it: links"
                                + " `%2fc%3dxx%2fo%3dgrid%2fcn%3dalice:atlas`,"
                                + " `%2fc%3dxx%2fo%3dgrid%2fcn%3dvictim:atlas`, `atlas001` are one file; remove all but"
                                + " the right one");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "atlas077 | %2fc%3dxx%2fcn%3da              | LOST    | the account is not in passwd: add it there with its old uid",
                "atlas001 | %2fc%3dxx%2fcn%3da:mapcount=0002 | LOST   | a person has one account in a group here: mapcount=0001 is kept",
                "atlas001 | %2fc%3dxx%2fcn%3da:atlas:prd    | CHANGED | goes by the primary group `atlas` alone",
                "atlas001 | %2fatlas%2frole%3dnull          | CHANGED | kept for a name that cannot be read; it is found again"
                        + " if LCMAPS spoilt its accents",
            })
    void oddLeasesAreReported(String account, String link, Outcome outcome, String message) {
        site.lease(account, link);

        ImportedMapping imported = site.importer().gridmapdir(site.gridmapdir());

        assertThat(imported.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.outcome()).isEqualTo(outcome);
            assertThat(finding.message()).isEqualTo(message);
        });
        assertThat(imported.leases()).isEqualTo(outcome == Outcome.LOST ? 0 : 1);
    }

    @Test
    void ofTwoAccountsInOneGroupTheOneUsedLaterIsKept() throws IOException {
        site.lease("atlas001", ALICE + ":atlas:prd").lease("atlas002", ALICE + ":atlas");
        Files.setLastModifiedTime(
                site.gridmapdir().resolve("atlas002"),
                java.nio.file.attribute.FileTime.from(OldSite.USED.plusSeconds(60)));

        ImportedMapping imported = site.importer().gridmapdir(site.gridmapdir());

        assertThat(imported.leases()).isEqualTo(1);
        assertThat(site.findings(imported, Outcome.LOST))
                .singleElement()
                .asString()
                .contains("lease of `atlas001`", "its holder has `atlas002` in the same group, used later");
    }

    @Test
    void accountOfSomebodyWhoHasNotComeYetIsGivenToNobodyElse() {
        site.lease("atlas001", ALICE).lease("atlas002", BOB);

        try (LeaseRegister store = store()) {
            site.importer().gridmapdir(site.gridmapdir()).moveInto(store);

            assertThat(account(store, "/C=XX/O=Grid/CN=Carol", "")).isEqualTo("atlas003");
            assertThat(account(store, "/C=XX/O=Grid/CN=alice", "")).isEqualTo("atlas001");
            assertThat(account(store, "/C=XX/O=Grid/CN=ALICE", "")).isEqualTo("atlas004");
        }
    }

    private LeaseRegister store() {
        return SqliteLeases.open(directory.resolve("leases.db"), LeaseTerms.DEFAULTS, InstantSource.system());
    }

    private static String account(LeaseRegister store, String dn, String group) {
        LeaseOutcome outcome = store.acquire(new LeaseKey(new Pool("atlas"), Dn.parse(dn), group), POOL, NOW);
        return outcome.match(lease -> lease.account(), reason -> reason.value());
    }
}
