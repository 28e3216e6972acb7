package org.portcullis.policy.facts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portcullis.policy.Requests;
import org.portcullis.policy.Sites;
import org.portcullis.policy.facts.Approval.State;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.VoName;

class FactsTest {
    private static final Instant BEGIN = Instant.parse("2009-01-01T00:00:00Z");
    private static final Instant END = Instant.parse("2010-01-01T00:00:00Z");
    private static final SiteData SITE = Sites.of(Map.of(
            new VoName("atlas"),
            new VoRecord(true, Set.of("pilot"), new Approval(State.APPROVED, new Validity(BEGIN, END))),
            new VoName("cms"),
            new VoRecord(false, Set.of("driver"), Approval.NONE)));

    private static final Map<Fact, List<String>> UNREMARKABLE = Map.ofEntries(
            entry(Fact.PROXY_LIMITED, List.of("false")),
            entry(Fact.PROXY_TOO_LONG, List.of("false")),
            entry(Fact.ATTRIBUTES_TOO_LONG, List.of("false")),
            entry(Fact.CREDENTIAL, List.of("bare")),
            entry(Fact.ASSURANCE, List.of("asserted")),
            entry(Fact.SCOPE, List.of("not-asked")),
            entry(Fact.PAYLOAD, List.of("present")),
            entry(Fact.VOUCHING, List.of("none")),
            entry(Fact.PAYLOAD_IS_PILOT, List.of("false")),
            entry(Fact.ROLE_RESERVED, List.of("false")),
            entry(Fact.SITE_DATA, List.of("current")));

    @Test
    void aDirectJobHasTheseFactsAndNoOthers() {
        Facts facts = Facts.of(
                Requests.directJob("/O=grid/CN=ann", "/atlas/de/Role=prod/Capability=NULL", "/cms/Role=NULL"),
                SITE,
                Requests.at(BEGIN));

        assertThat(facts.values()).containsAllEntriesOf(UNREMARKABLE);
        Map<Fact, List<String>> remarkable = new EnumMap<>(facts.values());
        remarkable.keySet().removeAll(UNREMARKABLE.keySet());
        assertThat(remarkable)
                .containsOnly(
                        entry(Fact.SUBJECT_DN, List.of("/O=grid/CN=ann")),
                        entry(Fact.SUBJECT_X500_NAME, List.of("/o=grid/cn=ann")),
                        entry(Fact.RESOURCE_ID, List.of("http://authz-interop.org/xacml/resource/resource-type/ce")),
                        entry(Fact.ACTION_ID, List.of("http://authz-interop.org/xacml/action/action-type/queue")),
                        entry(Fact.SUBJECT_VO, List.of("atlas", "cms")),
                        entry(Fact.SUBJECT_PRIMARY_VO, List.of("atlas")),
                        entry(Fact.SUBJECT_FQAN, List.of("/atlas/de/Role=prod", "/cms")),
                        entry(Fact.SUBJECT_PRIMARY_FQAN, List.of("/atlas/de/Role=prod")),
                        entry(Fact.SUBJECT_PRIMARY_GROUP, List.of("/atlas/de")),
                        entry(Fact.SUBJECT_PRIMARY_ROLE, List.of("prod")),
                        entry(Fact.VO_SUPPORTED, List.of("supported")),
                        entry(Fact.PILOT_ROLE_HELD, List.of("false")),
                        entry(Fact.PILOT_OWNER, List.of("not-asked")),
                        entry(Fact.PEP_DN, List.of("/DC=org/DC=example/CN=E1")),
                        entry(Fact.REGIME, List.of("jspg")),
                        entry(Fact.APPROVAL_REQUIRED, List.of("true")),
                        entry(Fact.IDENTITY_SWITCH, List.of("not-needed")),
                        entry(Fact.FRAMEWORK, List.of("not-needed")),
                        entry(Fact.MUPJ, List.of("false")),
                        entry(Fact.MUPJ_APPROVAL, List.of("active")),
                        entry(Fact.SAME_VO, List.of("same")),
                        entry(Fact.RESOURCE_TYPE, List.of("ce")),
                        entry(Fact.ACTION, List.of("queue")),
                        entry(Fact.INTEROP_X509_ID, List.of("/O=grid/CN=ann")),
                        entry(Fact.INTEROP_VO, List.of("atlas", "cms")),
                        entry(
                                Fact.INTEROP_VOMS_FQAN,
                                List.of("/atlas/de/Role=prod/Capability=NULL", "/cms/Role=NULL/Capability=NULL")),
                        entry(Fact.INTEROP_VOMS_PRIMARY_FQAN, List.of("/atlas/de/Role=prod/Capability=NULL")));
    }

    @Test
    void aPilotHasFactsOfItsOwn() {
        Facts facts = Facts.of(
                Requests.pilotJob(
                        Requests.subject("/CN=ann", List.of("/atlas"), List.of()),
                        Requests.pilot("/CN=ben", List.of("/cms/Role=driver"), List.of())),
                SITE,
                Requests.at(BEGIN));

        assertThat(facts.values())
                .contains(
                        entry(Fact.PILOT_DN, List.of("/CN=ben")),
                        entry(Fact.PILOT_VO, List.of("cms")),
                        entry(Fact.PILOT_ROLE, List.of("driver")),
                        entry(Fact.PILOT_ROLE_HELD, List.of("true")),
                        entry(Fact.MUPJ, List.of("true")),
                        entry(Fact.MUPJ_APPROVAL, List.of("missing")),
                        entry(Fact.SAME_VO, List.of("different")));
    }

    @Test
    void aSubjectWithoutVoIsUnknownAndNotUnsupported() {
        Facts facts = Facts.of(
                Requests.request(
                        Requests.subject("/CN=ann", List.of(), List.of()), new PilotJob.None(), "wn", "execute-now"),
                SITE,
                Requests.at(BEGIN));

        assertThat(facts.values())
                .contains(entry(Fact.VO_SUPPORTED, List.of("unknown")), entry(Fact.SAME_VO, List.of("unknown")))
                .doesNotContainKeys(Fact.SUBJECT_VO, Fact.SUBJECT_PRIMARY_VO, Fact.SUBJECT_PRIMARY_FQAN);
    }

    @ParameterizedTest(name = "{0} from {1} until {2} is {3}")
    @CsvSource({
        "APPROVED, 2009-01-01T00:00:00Z, 2010-01-01T00:00:00Z, ACTIVE",
        "APPROVED, 2009-06-01T00:00:00Z, 2010-01-01T00:00:00Z, ACTIVE",
        "APPROVED, 2009-06-01T00:00:01Z, 2010-01-01T00:00:00Z, NOT_YET",
        "APPROVED, 2009-01-01T00:00:00Z, 2009-06-01T00:00:00Z, EXPIRED",
        "APPROVED, 2009-01-01T00:00:00Z, 2009-06-01T00:00:01Z, ACTIVE",
        "PENDING, 2009-01-01T00:00:00Z, 2010-01-01T00:00:00Z, PENDING",
        "SUSPENDED, 2009-01-01T00:00:00Z, 2010-01-01T00:00:00Z, SUSPENDED",
        "SUSPENDED, 2008-01-01T00:00:00Z, 2009-01-01T00:00:00Z, SUSPENDED",
        "NONE, 2009-01-01T00:00:00Z, 2010-01-01T00:00:00Z, MISSING",
    })
    void anApprovalHoldsFromItsBeginUntilJustBeforeItsEnd(
            State state, Instant from, Instant until, ApprovalStatus expected) {
        Approval approval = new Approval(state, new Validity(from, until));

        ApprovalStatus status = approval.statusAt(Instant.parse("2009-06-01T00:00:00Z"));

        assertThat(status).isEqualTo(expected);
    }

    @Test
    void aTimeThatEndsBeforeItBeginsDoesNotExist() {
        assertThatThrownBy(() -> new Validity(END, END)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyFactHasAnIdOfItsOwn() {
        assertThat(Arrays.stream(Fact.values()).map(Fact::uri)).doesNotHaveDuplicates();
    }
}
