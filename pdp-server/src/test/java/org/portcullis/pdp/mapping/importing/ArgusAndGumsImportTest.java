package org.portcullis.pdp.mapping.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.portcullis.pdp.mapping.MapDialect;
import org.portcullis.policy.importing.ImportException;
import org.portcullis.policy.importing.Outcome;

/** {@code pepd.ini} of Argus and {@code gums.config} in our notation. */
class ArgusAndGumsImportTest {
    private static final String PEPD = """
            [SERVICE]
            entityId = http://argus.example.org/pepd
            pips = REQVALIDATOR_PIP
            obligationHandlers = ACCOUNTMAPPER_OH
            [PDP]
            pdps = https://argus.example.org:8152/authz
            [ACCOUNTMAPPER_OH]
            parserClass = org.glite.authz.pep.obligation.dfpmap.DFPMObligationHandlerConfigurationParser
            handledObligationId = http://glite.org/xacml/obligation/local-environment-map
            accountMapFile = /etc/grid-security/grid-mapfile
            groupMapFile = /etc/grid-security/groupmapfile
            gridMapDir = /gridmapdir
            preferDNForLoginName = false
            useSecondaryGroupNamesForMapping = false
            nonsense
            """;

    private static final String GUMS = """
            <?xml version='1.0' encoding='UTF-8'?>
            <gums version='1.3'>
              <persistenceFactories/>
              <userGroups>
                <vomsUserGroup name='atlas' matchFQAN='vo' voGroup='/atlas' acceptProxyWithoutFQAN='false'/>
                <vomsUserGroup name='prod' matchFQAN='exact' voGroup='/atlas' role='production'/>
                <vomsUserGroup name='any' matchFQAN='ignore' acceptProxyWithoutFQAN='true'/>
                <manualUserGroup name='admins' persistenceFactory='mysql'/>
                <bannedUserGroup name='banned'/>
              </userGroups>
              <accountMappers>
                <groupAccountMapper name='shared' accountName='shared'/>
                <accountPoolMapper name='pool' accountPool='atlas' persistenceFactory='mysql'/>
                <ldapAccountMapper name='ldap'/>
              </accountMappers>
              <groupToAccountMappings>
                <groupToAccountMapping name='prod' userGroups='prod' accountMappers='shared'/>
                <groupToAccountMapping name='atlas' userGroups='atlas, any, admins' accountMappers='pool, ldap'/>
              </groupToAccountMappings>
              <hostToGroupMappings>
                <hostToGroupMapping cn='*.example.org' groupToAccountMappings='prod, atlas'/>
                <hostToGroupMapping cn='*.example.com' groupToAccountMappings='atlas'/>
              </hostToGroupMappings>
            </gums>
            """;

    @TempDir
    private Path directory;

    private OldSite site;

    @BeforeEach
    void makeSite() {
        site = new OldSite(directory);
        site.write(
                "etc/grid-security/grid-mapfile",
                "\"/C=XX/O=Grid/CN=Alice\" alice,shared\n\"/atlas/*\" .atlas\n\"/cms\" .cms\nbroken\n");
        site.write("etc/grid-security/groupmapfile", "\"/atlas/*\" atlas,prd\n");
        site.lease("atlas002", "%2fc%3dxx%2fcn%3dbob:atlas");
    }

    @Test
    void handlerOfArgusBringsItsMapsAndLeases() {
        Path file = site.write("pepd.ini", PEPD);

        ImportedMapping imported = site.importer().argus(file);

        assertThat(imported.accounts()).isEqualTo("\"/C=XX/O=Grid/CN=Alice\" alice\n\"/atlas/*\" .atlas\n");
        assertThat(imported.groups()).isEqualTo("\"/atlas/*\" atlas,prd\n");
        assertThat(imported.leases()).isEqualTo(1);
        assertThat(site.findings(imported, Outcome.LOST))
                .containsExactlyInAnyOrder(
                        "pepd.ini:15:1: lost: line: neither a section nor a setting",
                        "etc/grid-security/grid-mapfile:4:1: lost: line: not a key in double quotes and a value",
                        "pepd.ini:3:1: lost: [SERVICE] pips: has no counterpart here",
                        "etc/grid-security/grid-mapfile:3:1: lost: `\"/cms\" .cms`: pool `.cms` has no account in passwd:"
                                + " add `cms001` and so on");
        assertThat(site.findings(imported, Outcome.CHANGED))
                .contains(
                        "pepd.ini:2:1: changed: [SERVICE] entityId: is told in server.issuer",
                        "pepd.ini:13:1: changed: preferDNForLoginName: is told in mapping.prefer-dn-for-login-name: set it to"
                                + " false");
    }

    @Test
    void mapsOfArgusCanBeSaidInTheDialectOfLcmapsAndLossesAreReported() {
        site.write(
                "etc/grid-security/groupmapfile",
                "\"/atlas/*\" atlas,prd\n\"/C=XX/O=Grid/CN=Alice\" prd\n\"/atlas*\" atlas\n");
        site.write("etc/grid-security/grid-mapfile", "\"/atlas/*\" .atlas\n\"CN=Alice,O=Grid,C=XX\" alice\n");
        Path file = site.write("pepd.ini", PEPD);

        ImportedMapping imported = site.importer(MapDialect.LCMAPS).argus(file);

        assertThat(imported.accounts()).isEqualTo("\"/atlas/*Role=NULL/*\" .atlas\n\"/C=XX/O=Grid/CN=Alice\" alice\n");
        assertThat(imported.groups()).isEqualTo("\"/atlas/*Role=NULL/*\" atlas\n");
        assertThat(site.findings(imported, Outcome.CHANGED))
                .contains(
                        "etc/grid-security/grid-mapfile:2:1: changed: line: asked before all pools, as LCMAPS does, also"
                                + " those above it")
                .anySatisfy(finding -> assertThat(finding)
                        .startsWith("pepd.ini: changed: order: the dialect of LCMAPS asks for every FQAN"));
        assertThat(site.findings(imported, Outcome.LOST))
                .filteredOn(finding -> finding.contains("groupmapfile"))
                .containsExactly(
                        "etc/grid-security/groupmapfile:1:1: lost: line: of several groups the dialect of LCMAPS gives"
                                + " `atlas` alone",
                        "etc/grid-security/groupmapfile:2:1: lost: `/C=XX/O=Grid/CN=Alice`: groups of a DN cannot be said in"
                                + " the dialect of LCMAPS",
                        "etc/grid-security/groupmapfile:3:1: lost: `/atlas*`: not an FQAN: `atlas*` must not stand here;"
                                + " only `/*` after a group and `Role=*` are wildcards");
    }

    @Test
    void groupsOfGumsCanBeSaidInTheDialectOfLcmaps() {
        Path file = site.write("gums.config", GUMS);

        ImportedMapping imported = site.importer(MapDialect.LCMAPS).gums(file, "", List.of());

        assertThat(imported.accounts()).isEqualTo("\"/atlas/Role=production/*\" shared\n\"/atlas/*\" .atlas\n");
    }

    @Test
    void argusWithoutAnAccountHandlerIsRefused() {
        Path file = site.write("pepd.ini", "[SERVICE]\nentityId = x\n");

        assertThatThrownBy(() -> site.importer().argus(file))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("no obligation handler that gives accounts is in use");
    }

    @Test
    void mappingOfGumsForOneKindOfHostIsTaken() {
        Path file = site.write("gums.config", GUMS);
        Path people = site.write("people", "\"/C=XX/O=Grid/CN=Alice\" atlas004\n\"/C=XX/O=Grid/CN=Bob\" alice\n");

        ImportedMapping imported = site.importer().gums(file, "", List.of(people));

        assertThat(imported.accounts()).isEqualTo("""
                "/atlas/Role=production" shared
                "/atlas/*/Role=*" .atlas
                "/C=XX/O=Grid/CN=Bob" alice
                """);
        assertThat(imported.leases()).isEqualTo(1);
        assertThat(site.findings(imported, Outcome.LOST))
                .extracting(finding -> finding.replaceFirst(":[0-9]+:1: lost", ""))
                .containsExactlyInAnyOrder(
                        "gums.config: hostToGroupMapping `*.example.com`: one mapping for all hosts here: another server,"
                                + " or --host, for these",
                        "gums.config: vomsUserGroup `any` acceptProxyWithoutFQAN: nobody is a member without showing it:"
                                + " write a line for each DN",
                        "gums.config: vomsUserGroup `any`: matches FQANs of any VO: give it a voGroup and another matchFQAN",
                        "gums.config: manualUserGroup `admins`: its members are in GUMS' database: write them with"
                                + " `gums generateGridMapfile`",
                        "gums.config: bannedUserGroup `banned`: bans are not part of the mapping: run `portcullis ban import`",
                        "gums.config: ldapAccountMapper `ldap`: its accounts are in a directory service or database:"
                                + " write them with `gums generateGridMapfile`",
                        "gums.config: persistenceFactories: no part of the mapping");
    }

    @Test
    void otherKindOfHostCanBeChosen() {
        Path file = site.write("gums.config", GUMS);

        ImportedMapping imported = site.importer().gums(file, "*.example.com", List.of());

        assertThat(imported.accounts()).isEqualTo("\"/atlas/*/Role=*\" .atlas\n");
    }

    @Test
    void brokenAndHostileXmlIsRefused() {
        Path broken = site.write("broken.config", "<gums><userGroups></gums>");
        Path hostile = site.write(
                "hostile.config", "<!DOCTYPE gums [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><gums>&x;</gums>");

        assertThatThrownBy(() -> site.importer().gums(broken, "", List.of()))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("broken.config:1:1: not XML");
        assertThatThrownBy(() -> site.importer().gums(hostile, "", List.of()))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("holds a DOCTYPE");
    }
}
