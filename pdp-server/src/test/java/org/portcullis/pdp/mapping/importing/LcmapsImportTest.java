package org.portcullis.pdp.mapping.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.Outcome;

/** Map files and {@code lcmaps.db} of LCMAPS in our notation. */
class LcmapsImportTest {
    @TempDir
    private Path directory;

    private OldSite site;

    @BeforeEach
    void makeSite() {
        site = new OldSite(directory);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"/atlas\" .atlas                             | \"/atlas\" .atlas                | KEPT",
                "/atlas .atlas                                 | \"/atlas\" .atlas                | KEPT",
                "\"/atlas/Role=NULL/Capability=NULL\" .atlas   | \"/atlas\" .atlas                | KEPT",
                "\"/atlas/Role=prod/Capability=NULL\" .prd     | \"/atlas/Role=prod\" .prd        | KEPT",
                "\"/atlas/*\" .atlas                           | \"/atlas/*/Role=*\" .atlas       | CHANGED",
                "\"/atlas*\" .atlas                            | \"/atlas/*/Role=*\" .atlas       | CHANGED",
                "\"/atlas/Role=prod*\" .prd                    | \"/atlas/Role=prod\" .prd        | CHANGED",
                "\"/atlas/Role=prod/*\" .prd                   | \"/atlas/Role=prod\" .prd        | CHANGED",
                "\"/atlas/*/Role=prod\" .prd                   | \"/atlas/*/Role=prod\" .prd      | CHANGED",
                "\"/atlas/Role=*\" .prd                        | \"/atlas/Role=*\" .prd           | KEPT",
                "\"/C=XX/O=Grid/CN=Alice\" alice # hers        | \"/C=XX/O=Grid/CN=Alice\" alice  | KEPT",
                "\"/C=XX/O=Grid/CN=Alice\" alice,shared        | \"/C=XX/O=Grid/CN=Alice\" alice  | CHANGED",
                "\"/C=XX/O=Grid/CN=Alice\" .atlas alice        | \"/C=XX/O=Grid/CN=Alice\" alice  | CHANGED",
                "\"*\" .atlas                                  | ~~                               | LOST",
                "\"/*\" .atlas                                 | ~~                               | LOST",
                "\"/at?as\" .atlas                             | ~~                               | LOST",
                "\"/C=XX/*\" .atlas                            | ~~                               | LOST",
                "\"/C=XX/O=Grid/CN=Alice alice                 | ~~                               | LOST",
                "\"/C=XX/O=Grid/CN=Alice\"                     | ~~                               | LOST",
                "\"/C=XX/O=Grid/CN=Alice\" ghost               | ~~                               | LOST",
                "\"/C=XX/O=Grid/CN=Alice\" root                | ~~                               | LOST",
                "\"/C=XX/CN=$(touch x)\" `id`                  | ~~                               | LOST",
                "\"/cms\" .cms                                 | ~~                               | LOST",
                "\"/atlas\" .atlas1                            | ~~                               | LOST",
            })
    void lineBecomesOneOfOursOrIsReported(String line, String ours, Outcome outcome) {
        Path file = site.write("grid-mapfile", "# people\n\n" + line + "\n");

        ImportedMapping imported = site.importer().gridMapfiles(List.of(file), List.of(), List.of());

        assertThat(imported.accounts().strip()).isEqualTo(ours);
        assertThat(site.findings(imported, outcome))
                .anySatisfy(finding -> assertThat(finding).startsWith("grid-mapfile:3:"));
        assertThat(imported.findings().stream().anyMatch(finding -> finding.outcome() == Outcome.LOST))
                .isEqualTo(outcome == Outcome.LOST);
    }

    @Test
    void accountsComeBeforePoolsAsLcmapsAsksForThemFirst() {
        Path file = site.write("grid-mapfile", "\"/atlas/*\" .atlas\n\"/atlas/Role=prod\" shared\n");

        ImportedMapping imported = site.importer().gridMapfiles(List.of(file), List.of(), List.of());

        assertThat(imported.accounts().lines())
                .containsExactly("\"/atlas/Role=prod\" shared", "\"/atlas/*/Role=*\" .atlas");
    }

    @Test
    void secondLineForOneNameIsReportedWithTheFirst() {
        Path file = site.write("grid-mapfile", "\"/atlas\" .atlas\n\"/atlas/Role=NULL\" .prd\n");

        ImportedMapping imported = site.importer().gridMapfiles(List.of(file), List.of(), List.of());

        assertThat(imported.accounts()).isEqualTo("\"/atlas\" .atlas\n");
        assertThat(site.findings(imported, Outcome.LOST))
                .containsExactly(
                        "grid-mapfile:2:1: lost: `\"/atlas\" .prd`: line 1 has the same key: remove one of them");
    }

    @Test
    void personWithAnAccountOfAPoolInUseKeepsItByALease() {
        Path file = site.write("grid-mapfile", "\"/C=XX/O=Grid/CN=Alice\" atlas003\n\"/atlas/*\" .atlas\n");

        ImportedMapping imported = site.importer().gridMapfiles(List.of(file), List.of(), List.of());

        assertThat(imported.accounts()).isEqualTo("\"/atlas/*/Role=*\" .atlas\n");
        assertThat(imported.leases()).isEqualTo(1);
    }

    @Test
    void groupsAreTakenAndTheirPoolsReported() {
        Path accounts = site.write("grid-mapfile", "\"/atlas\" .atlas\n");
        Path groups = site.write(
                "groupmapfile",
                "\"/atlas/Role=prod\" prd\n\"/atlas/*\" atlas\n\"/cms\" .cms\n\"/ops\" ghosts\n\"/C=XX/CN=a\" prd\n");

        ImportedMapping imported = site.importer().gridMapfiles(List.of(accounts), List.of(groups), List.of());

        assertThat(imported.groups())
                .isEqualTo("\"/atlas/Role=prod\" prd\n\"/atlas/*/Role=*\" atlas\n\"/C=XX/CN=a\" prd\n");
        assertThat(site.findings(imported, Outcome.LOST))
                .containsExactly(
                        "groupmapfile:3:1: lost: line: pools of groups cannot be said: name a group",
                        "groupmapfile:4:1: lost: `\"/ops\" ghosts`: no group `ghosts` in the group file");
    }

    private static final String DB = """
            # worker nodes
            path = /usr/lib64/lcmaps
            vomslocalgroup = "lcmaps_voms_localgroup.mod" \\
                             "-groupmapfile /etc/grid-security/groupmapfile" \\
                             "-mapmin 1"
            verifyproxy = "lcmaps_verify_proxy.mod" "-certdir /etc/grid-security/certificates"
            pool = "lcmaps_voms_poolaccount.mod" \\
                   "-gridmapfile /etc/grid-security/grid-mapfile -gridmapdir /etc/grid-security/gridmapdir" \\
                   "-do_not_use_secondary_gids" "-override_inconsistency"
            bans = "lcmaps_ban_dn.mod" "-banmapfile /etc/grid-security/ban-mapfile"
            good = "lcmaps_dummy_good.mod"
            enforce = "lcmaps_posix_enf.mod" "-maxuid 1"

            voms:
            bans -> verifyproxy
            verifyproxy -> vomslocalgroup
            vomslocalgroup -> pool
            pool -> enforce

            logonly:
            good -> good
            """;

    private Path furnish(String db) {
        site.write("etc/grid-security/grid-mapfile", "\"/atlas/*\" .atlas\n");
        site.write("etc/grid-security/groupmapfile", "\"/atlas/*\" atlas\n");
        site.lease("atlas002", "%2fc%3dxx%2fcn%3dalice:atlas");
        site.gridmapdir()
                .toFile()
                .renameTo(directory.resolve("etc/grid-security/gridmapdir").toFile());
        return site.write("etc/lcmaps/lcmaps.db", db);
    }

    @Test
    void policyOfLcmapsDbBringsItsMapsAndLeases() {
        Path file = furnish(DB);

        ImportedMapping imported = site.importer().lcmaps(file, "");

        assertThat(imported.accounts()).isEqualTo("\"/atlas/*/Role=*\" .atlas\n");
        assertThat(imported.groups()).isEqualTo("\"/atlas/*/Role=*\" atlas\n");
        assertThat(imported.leases()).isEqualTo(1);
        assertThat(site.findings(imported, Outcome.LOST))
                .containsExactlyInAnyOrder(
                        "etc/lcmaps/lcmaps.db:21:1: lost: policy `logonly`: one policy is imported: choose by --policy",
                        "etc/lcmaps/lcmaps.db:9:1: lost: `-override_inconsistency`: has no counterpart here",
                        "etc/lcmaps/lcmaps.db:10:1: lost: module `bans` (ban_dn): bans are not part of the mapping: run"
                                + " `portcullis ban import FILE --format lcmaps`",
                        "etc/lcmaps/lcmaps.db:11:1: lost: module `good` (dummy_good): no step of the policy uses it");
    }

    @Test
    void settingsThatHaveAPlaceHereAreToldWithIt() {
        Path file = furnish(DB);

        assertThat(site.findings(site.importer().lcmaps(file, ""), Outcome.CHANGED))
                .contains("etc/lcmaps/lcmaps.db:5:1: changed: `-mapmin 1`: is told in mapping.map-min");
    }

    @Test
    void mapsOfLcmapsStayAsTheyAreInTheirOwnDialect() {
        Path accounts = site.write(
                "grid-mapfile",
                "\"/atlas*\" .atlas alice\n/at?as/Role=prd/* .prd\n\"/C=XX/*\" .atlas,.prd # all\n\"/x[[:alpha:]]\" alice\n");
        Path groups = site.write("groupmapfile", "\"/atlas/*\" atlas prd\n\"/cms\" .cms\n");

        ImportedMapping imported =
                site.importer(MapDialect.LCMAPS).gridMapfiles(List.of(accounts), List.of(groups), List.of());

        assertThat(imported.accounts()).isEqualTo("""
                "/atlas*" alice
                "/atlas*" .atlas
                "/at?as/Role=prd/*" .prd
                "/C=XX/*" .atlas
                """);
        assertThat(imported.groups()).isEqualTo("\"/atlas/*\" atlas\n");
        assertThat(site.findings(imported, Outcome.CHANGED))
                .containsExactly("grid-mapfile:3:1: changed: line: of several values `.atlas` is given");
        assertThat(site.findings(imported, Outcome.LOST))
                .extracting(finding -> finding.replaceFirst(": lost.*", ""))
                .containsExactlyInAnyOrder("grid-mapfile:4:1", "groupmapfile:2:1");
    }

    @Test
    void everyLineThatIsNotUnderstoodIsReported() {
        Path file = furnish("what is this\n" + DB);

        ImportedMapping imported = site.importer().lcmaps(file, "voms");

        assertThat(site.findings(imported, Outcome.LOST))
                .contains("etc/lcmaps/lcmaps.db:1:1: lost: line: neither a module nor part of a policy");
    }

    @Test
    void missingFilesAndPoliciesEndTheImport() {
        Path file = site.write("lcmaps.db", "m = \"lcmaps_localaccount.mod\" \"-gridmapfile /nowhere\"\np:\nm -> m\n");

        assertThatThrownBy(() -> site.importer().lcmaps(file, "q"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("no policy `q`: there are [p]");
        assertThatThrownBy(() -> site.importer().lcmaps(file, ""))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("nowhere: cannot be read");
    }
}
