package org.portcullis.profile.wire.opensaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.portcullis.profile.wire.opensaml.Queries.attribute;
import static org.portcullis.profile.wire.opensaml.Queries.decode;
import static org.portcullis.profile.wire.opensaml.Queries.good;
import static org.portcullis.profile.wire.opensaml.Queries.refusal;
import static org.portcullis.profile.wire.opensaml.Queries.with;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.portcullis.profile.AttributeId;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Credential;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Pilot;
import org.portcullis.profile.PilotJob;
import org.portcullis.profile.Profile;
import org.portcullis.profile.Subject;
import org.portcullis.profile.VoName;

/** How attributes become a request, through the whole decoder. */
class ContextReaderTest {
    private static final String ALICE = "/C=XX/O=Grid/CN=Alice";
    private static final String PILOT = "/C=XX/O=Grid/CN=Pilot";
    private static final String PILOT_ID = AttributeId.PILOT_X509_ID.uri();
    /** A certificate of the pilot, in DER. */
    private static final String PILOT_CHAIN =
            "MIIBrDCCAVOgAwIBAgIUTmHA61u4tB77LcEiFCk6JAdnzOUwCgYIKoZIzj0EAwIwLDELMAkGA1UEBhMCWFgxDTALBgNVBAoM"
                    + "BEdyaWQxDjAMBgNVBAMMBVBpbG90MB4XDTI2MTEyMjE3MDYwMFoXDTM2MTExOTE3MDYwMFowLDELMAkGA1UEBhMCWFgxDTAL"
                    + "BgNVBAoMBEdyaWQxDjAMBgNVBAMMBVBpbG90MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEUZDHqCITwU0yahYmu1m6PPnj"
                    + "14aUIig9SN6qoYB6EQnMg4Lk1ctyFXKxiFfsbln98sAqUcz13lvxK4XY7HBiAqNTMFEwHQYDVR0OBBYEFL3arlfL6ZAsA0hY"
                    + "xBWGVMPylKuRMB8GA1UdIwQYMBaAFL3arlfL6ZAsA0hYxBWGVMPylKuRMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID"
                    + "RwAwRAIgBSIwkLAnQ3MUKOdjZe2MILmNvlFenTd5HvNh77BkYPACIFtSXzBjRn58m/Mm6/51QpjxdXjWLmjC4cPCUAnJtKmH";

    @Test
    void repeatedAttributesAndRepeatedValuesAreTheSame() {
        String values = with("Subject", attribute(AttributeId.SUBJECT_VOMS_FQAN.uri(), "/atlas/nl", "/atlas/de"));
        String attributes = with(
                "Subject",
                attribute(AttributeId.SUBJECT_VOMS_FQAN.uri(), "/atlas/nl")
                        + attribute(AttributeId.SUBJECT_VOMS_FQAN.uri(), "/atlas/de"));

        assertThat(decode(values)).isEqualTo(decode(attributes));
        assertThat(decode(values).subject().fqans())
                .containsExactly(new Fqan("/atlas"), new Fqan("/atlas/nl"), new Fqan("/atlas/de"));
    }

    @Test
    void saidTwiceIsSaidOnce() {
        String query = with("Subject", attribute(AttributeId.SUBJECT_X509_ID.uri(), ALICE, ALICE));

        assertThat(decode(query)).isEqualTo(decode(good()));
    }

    @ParameterizedTest
    @CsvSource({
        "Subject, SUBJECT_X509_ID, SYNTAX_ERROR",
        "Subject, SUBJECT_ID, SYNTAX_ERROR",
        "Subject, SUBJECT_VOMS_PRIMARY_FQAN, SYNTAX_ERROR",
        "Resource, RESOURCE_DNS_HOST_NAME, SYNTAX_ERROR",
        "Resource, RESOURCE_ID, MISSING_ATTRIBUTE",
        "Action, ACTION_ID, MISSING_ATTRIBUTE",
        "Environment, GLITE_PROFILE_ID, SYNTAX_ERROR",
        "Environment, PILOT_X509_ID, SYNTAX_ERROR",
        "Environment, PILOT_X509_ID_TYPO, SYNTAX_ERROR",
        "Environment, PILOT_VOMS_PRIMARY_FQAN, SYNTAX_ERROR",
    })
    void twoDifferentValuesOfWhatIsOneAreRefused(String section, AttributeId id, ErrorKind kind) {
        String query = with(section, attribute(id.uri(), "/C=XX/CN=other", "/C=XX/CN=another"));

        assertThat(refusal(query)).isEqualTo(kind);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SUBJECT_X509_ID", "SUBJECT_ID", "SUBJECT_CERT_CHAIN", "SUBJECT_BEARER_TOKEN"})
    void emptyValueSaysNothing(AttributeId id) {
        String query = with("Subject", attribute(id.uri(), ""));

        assertThat(decode(query)).isEqualTo(decode(good()));
    }

    @Test
    void aTokenNamesTheSubjectWhereNothingElseDoes() {
        String token = "e30.eyJpc3MiOiJodHRwczovL2kub3JnIiwic3ViIjoiYSJ9.x";
        String named = with("Subject", attribute(AttributeId.SUBJECT_BEARER_TOKEN.uri(), token));
        String unnamed = named.replaceFirst(Pattern.quote(attribute(AttributeId.SUBJECT_X509_ID.uri(), ALICE)), "");

        assertThat(decode(named).subject().credential())
                .isInstanceOfSatisfying(
                        Credential.Bearer.class,
                        bearer -> assertThat(bearer.compact()).isEqualTo(token));
        assertThat(decode(named).subject().dn()).isEqualTo(new Dn(ALICE));
        assertThat(decode(unnamed).subject().dn()).isEqualTo(Dn.ofToken("https://i.org", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "secret", "a.b.c.d"})
    void whatIsNoTokenIsRefused(String token) {
        String query = with("Subject", attribute(AttributeId.SUBJECT_BEARER_TOKEN.uri(), token));

        assertThat(refusal(query)).isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @Test
    void twoTokensOrAChainAndATokenAreRefused() {
        String two = attribute(AttributeId.SUBJECT_BEARER_TOKEN.uri(), "a.b.c", "d.e.f");
        String both = attribute(AttributeId.SUBJECT_BEARER_TOKEN.uri(), "a.b.c")
                + attribute(AttributeId.SUBJECT_CERT_CHAIN.uri(), "MA==");

        assertThat(refusal(with("Subject", two))).isEqualTo(ErrorKind.SYNTAX_ERROR);
        assertThat(refusal(with("Subject", both))).isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBJECT_X509_ISSUER", "GLITE_SUBJECT_ISSUER"})
    void theIssuerThatIsNamedIsKeptForBans(AttributeId id) {
        String query = with("Subject", attribute(id.uri(), "CN=CA,C=XX", "not a name"));

        AuthzRequest request = decode(query);

        assertThat(request.subject().credential().unproven().issuers())
                .containsExactlyInAnyOrder(new Dn("/C=XX/CN=CA"), new Dn("/C=XX/O=Grid/CN=Test CA"));
        assertThat(request.withSubject(decode(good()).subject())).isEqualTo(decode(good()));
    }

    @ParameterizedTest
    @EnumSource(names = {"PILOT_X509_ID", "PILOT_X509_ID_TYPO"})
    void emptyNameOfAPilotIsRefused(AttributeId id) {
        assertThat(refusal(with("Environment", attribute(id.uri(), "")))).isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @Test
    void emptyNameOfTheSubjectIsRefused() {
        assertThat(refusal(with("Subject", attribute(AttributeId.SUBJECT_ID.uri(), ""))))
                .isEqualTo(ErrorKind.SYNTAX_ERROR);
        assertThat(refusal(good().replaceFirst(">" + ALICE + "<", "><"))).isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @ParameterizedTest
    @EnumSource(names = {"PILOT_X509_ID", "PILOT_X509_ID_TYPO"})
    void pilotIsNamedInEitherSpelling(AttributeId id) {
        String query = with(
                "Environment",
                attribute(id.uri(), PILOT)
                        + attribute(AttributeId.PILOT_VO.uri(), "atlas")
                        + attribute(AttributeId.PILOT_VOMS_FQAN.uri(), "/atlas/Role=pilot/Capability=NULL"));

        assertThat(decode(query).pilotJob())
                .isEqualTo(new PilotJob.BroughtBy(new Pilot(
                        new Dn(PILOT), List.of(new Fqan("/atlas/Role=pilot")), Set.of(new VoName("atlas")), Set.of())));
    }

    @Test
    void aPilotIsShownByASecondSubjectWithAChain() {
        Pilot shown = decode(beside(intermediary("intermediary-subject", PILOT_CHAIN)))
                .pilotJob()
                .pilot()
                .orElseThrow();

        assertThat(shown.dn()).isEqualTo(new Dn(PILOT));
        assertThat(shown.credential()).isInstanceOf(Credential.Chain.class);
        assertThat(decode(beside(intermediary("intermediary-subject", PILOT_CHAIN)))
                        .subject())
                .isEqualTo(decode(good()).subject());
    }

    @ParameterizedTest
    @CsvSource({"intermediary-subject, ''", "recipient-subject, chain", "access-subject, chain"})
    void anotherSecondSubjectIsRefused(String category, String chain) {
        assertThat(refusal(beside(intermediary(category, chain.isEmpty() ? "" : PILOT_CHAIN))))
                .isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @Test
    void aThirdSubjectOrAnotherPilotIsRefused() {
        String shown = intermediary("intermediary-subject", PILOT_CHAIN);
        String other = beside(shown)
                .replace("</xacml-context:Environment>", attribute(PILOT_ID, ALICE) + "</xacml-context:Environment>");

        assertThat(refusal(beside(shown + shown))).isEqualTo(ErrorKind.SYNTAX_ERROR);
        assertThat(refusal(other)).isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "PILOT_VO, atlas",
        "PILOT_VOMS_FQAN, /atlas/Role=pilot",
        "PILOT_VOMS_PRIMARY_FQAN, /atlas/Role=pilot",
        "PILOT_VOMS_FQAN, /atlas//x",
        "PILOT_VOMS_PRIMARY_FQAN, /atlas//x",
    })
    void pilotWithoutANameIsRefused(AttributeId id, String value) {
        assertThat(refusal(with("Environment", attribute(id.uri(), value)))).isEqualTo(ErrorKind.MISSING_ATTRIBUTE);
    }

    @Test
    void twoSpellingsOfOneSubjectAgree() {
        String agrees = with("Subject", attribute(AttributeId.SUBJECT_ID.uri(), "CN=Alice,O=Grid,C=XX"));
        String differs = with("Subject", attribute(AttributeId.SUBJECT_ID.uri(), "CN=Bob,O=Grid,C=XX"));

        assertThat(decode(agrees)).isEqualTo(decode(good()));
        assertThat(refusal(differs)).isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "GLITE_PROFILE_ID, http://glite.org/xacml/profile/grid-wn/1.0, GRID_WN",
        "GLITE_PROFILE_ID, http://glite.org/xacml/profile/grid-ce/1.0, GRID_CE",
        "DCI_PROFILE_ID, http://dci-sec.org/xacml/profile/common-authz/1.1, COMMON_AUTHZ",
        "GLITE_PROFILE_ID, http://example.org/no-such-profile, AUTHZ_INTEROP",
    })
    void profileIsThatOfItsId(AttributeId id, String value, Profile profile) {
        assertThat(decode(with("Environment", attribute(id.uri(), value))).profile())
                .isEqualTo(profile);
    }

    @ParameterizedTest
    @CsvSource({
        "/C=XX/O=Grid/CN=host/evil.org/CN=Alice, DN_AMBIGUOUS",
        "/C=XX/O=Grid/CN=\u0410lice, DN_CONFUSABLE",
    })
    void doubtfulNamesAreReadAndDoubted(String name, Doubt doubt) {
        AuthzRequest asSubject = decode(good().replaceFirst(ALICE, name));
        AuthzRequest asPilot = decode(with("Environment", attribute(AttributeId.PILOT_X509_ID.uri(), name)));

        assertThat(asSubject.subject().doubts()).containsExactly(doubt);
        assertThat(asPilot.pilotJob().pilot())
                .hasValueSatisfying(pilot -> assertThat(pilot.doubts()).containsExactly(doubt));
    }

    @ParameterizedTest
    @CsvSource({"/atlas//nl", "/atlas/", "atlas", "/atlas/Role=", "/Role=production", "/atlas/role=production"})
    void malformedFqanIsDoubted(String fqan) {
        AuthzRequest request = decode(with("Subject", attribute(AttributeId.SUBJECT_VOMS_FQAN.uri(), fqan)));

        assertThat(request.subject().doubts()).containsExactly(Doubt.FQAN_MALFORMED);
    }

    @ParameterizedTest
    @CsvSource({"/atlas/Role=a b", "/atl\u00e0s", "'/atlas&#10;/cms'", "'${jndi:ldap://127.0.0.1:9/y}'"})
    void fqanOfOtherCharactersIsRefused(String fqan) {
        assertThat(refusal(with("Subject", attribute(AttributeId.SUBJECT_VOMS_FQAN.uri(), fqan))))
                .isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @Test
    void voNameOfOtherCharactersIsRefused() {
        assertThat(refusal(with("Subject", attribute(AttributeId.SUBJECT_VO.uri(), "at las"))))
                .isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @Test
    void supportedObligationsAreThoseThatAreKnown() {
        AuthzRequest request =
                decode(with("Environment", attribute(AttributeId.PEP_OBLIG_SUPPORTED.uri(), "urn:no:such:obligation")));

        assertThat(request.supported().advertised()).isTrue();
        assertThat(request.supported().known())
                .containsExactlyInAnyOrder(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME);
    }

    @Test
    void questionWithoutEnvironmentIsComplete() {
        String query = good().replaceFirst("<xacml-context:Environment>.*</xacml-context:Environment>", "");

        assertThat(decode(query).supported().advertised()).isFalse();
        assertThat(decode(query).pilotJob()).isEqualTo(new PilotJob.None());
    }

    @Test
    void aPilotThatDoesNotSayWhoseWorkItRunsStandsInForTheSubject() {
        AuthzRequest request = decode(silent(""));

        Pilot pilot = new Pilot(new Dn(PILOT), List.of(new Fqan("/atlas/Role=pilot")), Set.of(), Set.of());
        assertThat(request.pilotJob()).isEqualTo(new PilotJob.Unattributed(pilot));
        assertThat(request.subject())
                .isEqualTo(new Subject(pilot.dn(), pilot.fqans(), Set.of(), new Credential.Bare(), Set.of()));
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBJECT_VOMS_FQAN", "SUBJECT_VO", "SUBJECT_X509_ISSUER", "GLITE_FQAN", "SUBJECT_KEY_INFO"})
    void aSubjectThatIsSpokenOfMustHaveAName(AttributeId id) {
        assertThat(refusal(silent(attribute(id.uri(), "atlas")))).isEqualTo(ErrorKind.MISSING_ATTRIBUTE);
        assertThat(decode(silent(attribute(id.uri(), ""))).pilotJob()).isInstanceOf(PilotJob.Unattributed.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBJECT_X509_ID", "SUBJECT_ID", "SUBJECT_CERT_CHAIN"})
    void anEmptyNameIsNotSilence(AttributeId id) {
        assertThat(refusal(silent(attribute(id.uri(), "")))).isEqualTo(ErrorKind.SYNTAX_ERROR);
    }

    @Test
    void onlyAPilotThatExecutesMayBeSilent() {
        String submitted = silent("").replace("action-type/execute-now", "action-type/queue");
        String withoutPilot = silent("").replace(PILOT_ID, AttributeId.PEP_OBLIG_SUPPORTED.uri());

        assertThat(refusal(submitted)).isEqualTo(ErrorKind.MISSING_ATTRIBUTE);
        assertThat(refusal(withoutPilot)).isEqualTo(ErrorKind.MISSING_ATTRIBUTE);
    }

    @ParameterizedTest
    @CsvSource({"Resource", "Action"})
    void silenceExcusesNothingElse(String section) {
        String start = "<xacml-context:" + section + ">";
        String end = "</xacml-context:" + section + ">";
        String query = silent("").replaceFirst(start + ".*" + end, start + end);

        assertThat(refusal(query)).isEqualTo(ErrorKind.MISSING_ATTRIBUTE);
    }

    /** The good query by a pilot, with nothing but this in the section of the subject. */
    private static String silent(String subject) {
        return with(
                        "Environment",
                        attribute(PILOT_ID, PILOT) + attribute(AttributeId.PILOT_VOMS_FQAN.uri(), "/atlas/Role=pilot"))
                .replaceFirst("(<xacml-context:Subject[^>]*>).*(</xacml-context:Subject>)", "$1" + subject + "$2");
    }

    private static String beside(String subjects) {
        return good().replaceFirst("</xacml-context:Subject>", "$0" + subjects);
    }

    /** A second subject, with the chain of a pilot or of nobody. */
    private static String intermediary(String category, String chain) {
        String attributes = attribute(AttributeId.SUBJECT_X509_ID.uri(), PILOT)
                + (chain.isEmpty() ? "" : attribute(AttributeId.SUBJECT_CERT_CHAIN.uri(), chain));
        return "<xacml-context:Subject SubjectCategory=\"urn:oasis:names:tc:xacml:1.0:subject-category:" + category
                + "\">" + attributes + "</xacml-context:Subject>";
    }
}
