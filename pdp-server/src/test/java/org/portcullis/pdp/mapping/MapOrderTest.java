package org.portcullis.pdp.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.profile.Action;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Resource;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.Subject;
import org.portcullis.profile.SupportedObligations;

/**
 * What goes first, case by case as the suites of Argus have it (PEP/mapping, PEP/authorization): a user with a line for the DN
 * and one for the VO, with and without VOMS attributes.
 */
class MapOrderTest {
    private static final String DN_AND_VO = "\"/C=XX/CN=Alice\" alice\n\"/atlas/*\" .atlas\n";
    private static final String DN_AND_VO_GROUPS = "\"/C=XX/CN=Alice\" prd\n\"/atlas/*\" atlas\n";
    private static final String VO_GROUPS = "\"/atlas/*\" higgs\n";

    @TempDir
    private Path directory;

    private String mapped(MapOrder order, String groups, String... fqans) {
        return mapped(MapDialect.ARGUS, order, groups, fqans);
    }

    private String mapped(MapDialect dialect, MapOrder order, String groups, String... fqans) {
        MappingRules rules = Site.in(directory)
                .terms(dialect, order)
                .accountMap(DN_AND_VO)
                .groupMap(groups)
                .load();
        Mapping mapping = new AccountMapper(new TrialLeases(List.of())).map(rules, request(fqans), Instant.EPOCH);
        return mapping instanceof Mapping.Mapped mapped
                ? mapped.account().user() + "/"
                        + mapped.account().primaryGroup().name()
                : ((Mapping.Refused) mapping).reason().value();
    }

    private static AuthzRequest request(String... fqans) {
        return new AuthzRequest(
                Profile.AUTHZ_INTEROP,
                new Subject(
                        new Dn("/C=XX/CN=Alice"),
                        Arrays.stream(fqans).map(Fqan::parse).toList(),
                        Set.of(),
                        new Credential.Bare(),
                        Set.of()),
                new PilotJob.None(),
                new Resource(ResourceType.WN, "wn", List.of()),
                new Action(ActionType.EXECUTE_NOW, "execute-now"),
                new SupportedObligations(false, Set.of()));
    }

    @ParameterizedTest(name = "case {0}: {1} {2}")
    @CsvSource({
        "1, true,  true,  alice/prd,      alice/prd",
        "2, false, true,  atlas001/prd,   alice/prd",
        "3, true,  false, alice/atlas,    alice/prd",
        "4, false, false, atlas001/atlas, alice/prd",
    })
    void preferencesForTheDnCountByThemselves(
            int number, boolean login, boolean group, String withProxy, String withPlainCertificate) {
        MapOrder order = new MapOrder(login, group, false, 0, false);

        assertThat(mapped(order, DN_AND_VO_GROUPS, "/atlas"))
                .as("case %d", number)
                .isEqualTo(withProxy);
        assertThat(mapped(order, DN_AND_VO_GROUPS)).as("case %d", number).isEqualTo(withPlainCertificate);
    }

    @ParameterizedTest(name = "case {0}: {1} {2}, error {3}")
    @CsvSource({
        "5,  true,  true,  true,  alice/higgs,    mapping-none",
        "6,  false, true,  true,  atlas001/higgs, mapping-none",
        "7,  true,  false, true,  alice/higgs,    mapping-none",
        "8,  false, false, true,  atlas001/higgs, mapping-none",
        "5a, true,  true,  false, alice/higgs,    alice/atlas",
        "6a, false, true,  false, atlas001/higgs, alice/atlas",
        "7a, true,  false, false, alice/higgs,    alice/atlas",
        "8a, false, false, false, atlas001/higgs, alice/atlas",
    })
    void withoutAGroupForTheDnThePlainCertificateHasThatOfTheAccountOrNone(
            String number, boolean login, boolean group, boolean error, String withProxy, String withPlainCertificate) {
        MapOrder order = new MapOrder(login, group, error, 0, false);

        assertThat(mapped(order, VO_GROUPS, "/atlas")).as("case %s", number).isEqualTo(withProxy);
        assertThat(mapped(order, VO_GROUPS)).as("case %s", number).isEqualTo(withPlainCertificate);
    }

    @ParameterizedTest(name = "at least {0}, all {1}: {2}")
    @CsvSource({
        "0, false, /lhcb,        alice/atlas",
        "1, false, /lhcb,        mapping-none",
        "1, false, /lhcb /atlas, alice/atlas",
        "2, false, /lhcb /atlas, mapping-none",
        "2, false, /atlas /cms,  alice/higgs",
        "0, true,  /lhcb /atlas, mapping-none",
        "0, true,  /atlas /cms,  alice/higgs",
    })
    void soManyFqansMustHaveAGroup(int least, boolean all, String fqans, String expected) {
        MapOrder order = new MapOrder(true, true, false, least, all);

        assertThat(mapped(order, VO_GROUPS + "\"/cms\" cms\n", fqans.split(" ")))
                .isEqualTo(expected);
    }

    @Test
    void lcmapsAsksForFqansFirst() {
        assertThat(MapOrder.usualFor(MapDialect.LCMAPS)).isEqualTo(MapOrder.FQAN_FIRST);
        assertThat(mapped(MapDialect.LCMAPS, MapOrder.FQAN_FIRST, VO_GROUPS, "/atlas"))
                .isEqualTo("atlas001/higgs");
        assertThat(mapped(MapDialect.LCMAPS, MapOrder.DN_FIRST, VO_GROUPS, "/atlas"))
                .isEqualTo("alice/higgs");
    }

    /** 83317: names of leases with and without secondary groups; here the primary group alone is part of the lease. */
    @Test
    void secondaryGroupsDoNotMoveSomebodyToAnotherAccount() {
        MapOrder order = new MapOrder(false, true, false, 0, false);

        assertThat(mapped(order, VO_GROUPS, "/atlas")).isEqualTo(mapped(order, VO_GROUPS, "/atlas", "/atlas/x"));
    }
}
