package org.portcullis.profile.wire.opensaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.portcullis.profile.ActionType;
import org.portcullis.profile.AuthzRequest;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Doubt;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ObligationId;
import org.portcullis.profile.Profile;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.VoName;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.XmlLimits;

/** Requests recorded from real clients, read as those clients meant them. */
class CapturedQueriesTest {
    private final QueryDecoder decoder =
            OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost")));

    @Test
    void scasClientOnAWorkerNodeNamesPayloadAndPilot() {
        AuthzRequest request = decode("scas-map-tls");

        assertThat(request.profile()).isEqualTo(Profile.AUTHZ_INTEROP);
        assertThat(request.subject().dn()).isEqualTo(new Dn("/DC=org/DC=example/OU=People/CN=Bob O'Payload 12345"));
        assertThat(request.subject().fqans()).containsExactly(new Fqan("/atlas/Role=pilot"), new Fqan("/atlas"));
        assertThat(request.subject().vos()).containsExactly(new VoName("atlas"));
        assertThat(request.subject().doubts()).isEmpty();
        assertThat(request.pilotJob().pilot()).hasValueSatisfying(pilot -> {
            assertThat(pilot.dn()).isEqualTo(new Dn("/DC=org/DC=example/OU=People/CN=Alice Pilot"));
            assertThat(pilot.primaryFqan()).contains(new Fqan("/atlas/Role=pilot"));
        });
        assertThat(request.resource().type()).isEqualTo(ResourceType.WN);
        assertThat(request.resource().hosts()).containsExactly("wn001.example.org");
        assertThat(request.action().type()).isEqualTo(ActionType.EXECUTE_NOW);
        assertThat(request.supported().known())
                .containsExactlyInAnyOrder(ObligationId.UIDGID, ObligationId.SECONDARY_GIDS, ObligationId.USERNAME);
    }

    @Test
    void lcmapsWithSchemaTypesOnEveryElementIsRead() {
        AuthzRequest request = decode("lcmaps");

        assertThat(request.subject().fqans())
                .containsExactly(new Fqan("/atlas/Role=pilot"), new Fqan("/atlas"), new Fqan("/atlas/nl"));
        assertThat(request.pilotJob().pilot()).isEmpty();
    }

    @Test
    void gumsClientWithoutIssueInstantAndWithAnEmptyIssuerIsRead() {
        AuthzRequest request = decode("privilege-xacml");

        assertThat(request.subject().dn()).isEqualTo(new Dn("/DC=org/DC=example/OU=People/CN=Alice"));
        assertThat(request.subject().primaryFqan()).contains(new Fqan("/atlas/nl/Role=pilot"));
        assertThat(request.subject().doubts()).isEmpty();
        assertThat(request.resource().type()).isEqualTo(ResourceType.SE);
        assertThat(request.action().type()).isEqualTo(ActionType.ACCESS);
    }

    @Test
    void gumsClientWithNothingButAHostCertificateAsResourceIsRead() {
        AuthzRequest request = decode("privilege-xacml-minimal");

        assertThat(request.subject().dn()).isEqualTo(new Dn("/O=AT&T/CN=Foo <bar> ü"));
        assertThat(request.subject().fqans()).isEmpty();
        assertThat(request.resource().type()).isEqualTo(ResourceType.UNSPECIFIED);
    }

    @Test
    void argusServerSpeaksTheWorkerNodeProfile() {
        AuthzRequest request = decode("argus-pepd-to-pdp");

        assertThat(request.profile()).isEqualTo(Profile.GRID_WN);
        assertThat(request.subject().dn()).isEqualTo(new Dn("/DC=org/DC=example/OU=People/CN=Alice"));
        assertThat(request.subject().fqans()).containsExactly(new Fqan("/atlas/Role=pilot"), new Fqan("/atlas"));
        assertThat(request.action().type()).isEqualTo(ActionType.EXECUTE_NOW);
        assertThat(request.supported().advertised()).isFalse();
    }

    @Test
    void globusExampleAsksForAServiceThatIsNoGridResource() {
        AuthzRequest request = decode("globus-c-default");

        assertThat(request.subject().dn()).isEqualTo(new Dn("/DC=org/DC=doegrids/OU=People/CN=Joseph Bester"));
        assertThat(request.resource().type()).isEqualTo(ResourceType.OTHER);
        assertThat(request.action().type()).isEqualTo(ActionType.OTHER);
    }

    @Test
    void unescapedAmpersandOfTheCLibraryIsMalformedXml() {
        assertThat(refusal("scas-map-ampersand-malformed").kind()).isEqualTo(ErrorKind.MALFORMED_XML);
    }

    @Test
    void dnThatBringsAttributesOfItsOwnIsRefused() {
        ProtocolException refusal = refusal("scas-map-dn-injection");

        assertThat(refusal.kind()).isEqualTo(ErrorKind.SYNTAX_ERROR);
        assertThat(refusal.replyTo().queryId()).isEqualTo("ID-1804289383");
    }

    @Test
    void primaryFqanThatIsNotAmongTheFqansIsDoubted() {
        byte[] query = new String(Captures.body("scas-map-tls"), java.nio.charset.StandardCharsets.UTF_8)
                .replaceFirst("/atlas/Role=pilot/Capability=NULL", "/atlas/Role=production")
                .getBytes(java.nio.charset.StandardCharsets.UTF_8);

        assertThat(decoder.decode(query).request().subject().doubts()).containsExactly(Doubt.FQAN_PRIMARY_MISSING);
    }

    private AuthzRequest decode(String capture) {
        return decoder.decode(Captures.body(capture)).request();
    }

    private ProtocolException refusal(String capture) {
        return catchThrowableOfType(ProtocolException.class, () -> decode(capture));
    }
}
