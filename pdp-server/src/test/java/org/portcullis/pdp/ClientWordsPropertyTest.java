package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portcullis.client.credential.CertificateChain;
import org.portcullis.load.pki.Identity;
import org.portcullis.pdp.ClientQuestion.Attribute;
import org.portcullis.pdp.ClientQuestion.Part;
import org.portcullis.pdp.context.Caller;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.Obligation;

/** Whatever a client says of what the server knows better: the answer stays what it is, or is no permit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientWordsPropertyTest {
    private static final int QUESTIONS = 10_000;
    private static final String AZ = "http://authz-interop.org/xacml/";
    private static final String SUBJECT = AZ + "subject/";
    private static final String HOST = AZ + "resource/dns-host-name";
    private static final String HOST_DN = AZ + "resource/resource-x509-id";
    private static final String RESOURCE = "urn:oasis:names:tc:xacml:1.0:resource:resource-id";
    private static final String ACTION = "urn:oasis:names:tc:xacml:1.0:action:action-id";
    private static final String SUPPORTED = AZ + "environment/pep-oblig-supported";
    private static final String PILOT = AZ + "environment/pilot-job/";
    private static final String CLOCK = "urn:oasis:names:tc:xacml:1.0:environment:current-";

    private static final List<String> NAMES = List.of(
            "/C=XX/O=Grid/CN=Alice",
            "CN=Alice,O=Grid,C=XX",
            "/C=XX/O=Grid/CN=ALICE",
            "/C=XX/O=Grid/CN=Carol",
            "/C=XX/O=Grid/CN=Test CA",
            "/C=XX/O=Grid/CN=Pilot",
            "/C=XX/O=Grid/CN=Alice/CN=proxy",
            "",
            "nobody");
    private static final List<String> FQANS = List.of(
            "/atlas",
            "/atlas/nl",
            "/atlas/Role=production",
            "/atlas/Role=NULL/Capability=NULL",
            "/cms",
            "/ops",
            "/atlas/Role=pilot",
            "atlas",
            "");
    private static final List<String> VOS = List.of("atlas", "cms", "ops", "biomed", "");
    private static final List<String> HOSTS = List.of(
            "wn1.example.org", "WN1.EXAMPLE.ORG", "wn2.example.org", "wn-old.example.org", "pep1.example.org", "*", "");
    private static final List<String> TYPES = List.of("wn", "ce", "se", "rb", "tape");
    private static final List<String> ACTIONS = List.of("execute-now", "queue", "access", "fly");
    private static final List<String> OBLIGATIONS =
            List.of("uidgid", "secondary-gids", "username", "afs-token", "root-and-home-paths", "none");

    private static final List<String> FACTS = List.of("subject:dn", "subject:vo", "mupj", "regime", "pilot:role");

    private DecisionLine line;
    private ClientQuestion alice;
    private ClientQuestion carol;
    private List<Caller> peps;

    /** One row of what clients say. */
    enum Row {
        SUBJECT_CERTIFICATE,
        MEMBERSHIP,
        ATTRIBUTE_ISSUER,
        HOST_OF_THE_RESOURCE,
        TIME,
        OURS
    }

    /** The same question, said otherwise. */
    private static ClientQuestion changed(Row row, ClientQuestion question, SplittableRandom random) {
        return switch (row) {
            case SUBJECT_CERTIFICATE -> certificate(question, random);
            case MEMBERSHIP -> membership(question, random);
            case ATTRIBUTE_ISSUER ->
                question.issuedBy(any(List.of("urn:portcullis:pdp", "CN=voms.example.org,O=Grid,C=XX", "x"), random));
            case HOST_OF_THE_RESOURCE ->
                any(List.of(question, question.without(HOST)), random)
                        .with(Part.RESOURCE, HOST_DN, "/C=XX/O=Grid/CN=" + any(HOSTS, random))
                        .with(Part.RESOURCE, any(List.of(HOST, HOST_DN + "x"), random), any(HOSTS, random));
            case TIME -> timed(question, random);
            case OURS ->
                question.with(any(List.of(Part.values()), random), "urn:portcullis:" + any(FACTS, random), "true")
                        .with(Part.SUBJECT, AZ + "attribute/posix-uid", Integer.toString(random.nextInt(3)));
        };
    }

    private static ClientQuestion timed(ClientQuestion question, SplittableRandom random) {
        String date = (1970 + random.nextInt(200)) + "-01-01T00:00:00Z";
        return question.with(Part.ENVIRONMENT, new Attribute(CLOCK + "dateTime", "dateTime", date, ""))
                .with(Part.ENVIRONMENT, new Attribute(CLOCK + "time", "time", random.nextInt(10, 24) + ":00:00Z", ""));
    }

    private static ClientQuestion certificate(ClientQuestion question, SplittableRandom random) {
        return switch (random.nextInt(5)) {
            case 0 -> question.saying(Part.SUBJECT, SUBJECT + "subject-x509-id", any(NAMES, random));
            case 1 -> question.saying(Part.SUBJECT, SUBJECT + "subject-x509-issuer", any(NAMES, random));
            case 2 ->
                question.saying(
                        Part.SUBJECT,
                        SUBJECT + any(List.of("certificate-serial-number", "ca-serial-number"), random),
                        Integer.toString(random.nextInt(4)));
            case 3 ->
                question.with(
                        Part.SUBJECT,
                        SUBJECT + any(List.of("validity-not-before", "validity-not-after"), random),
                        any(List.of("2099-01-01T00:00:00+0000", "2026-01-01T00:00:00Z", "for ever"), random));
            default ->
                question.with(
                        Part.SUBJECT,
                        SUBJECT + any(List.of("subject-x509-id", "subject-x509-issuer"), random),
                        any(NAMES, random));
        };
    }

    private static ClientQuestion membership(ClientQuestion question, SplittableRandom random) {
        ClientQuestion said = question;
        for (int left = random.nextInt(1, 4); left > 0; left--) {
            said = switch (random.nextInt(5)) {
                case 0 -> said.with(Part.SUBJECT, SUBJECT + "vo", any(VOS, random));
                case 1 -> said.with(Part.SUBJECT, SUBJECT + "voms-fqan", any(FQANS, random));
                case 2 -> said.saying(Part.SUBJECT, SUBJECT + "voms-primary-fqan", any(FQANS, random));
                case 3 ->
                    said.with(
                            Part.SUBJECT,
                            SUBJECT + any(List.of("voms-signing-subject", "voms-signing-issuer"), random),
                            any(NAMES, random));
                default -> said.without(SUBJECT + any(List.of("vo", "voms-fqan", "voms-primary-fqan"), random));
            };
        }
        return said;
    }

    @BeforeAll
    void openTheLine(@TempDir Path directory) throws IOException {
        TestSite site = TestSite.in(directory);
        site.write("etc/peps.yaml", """
                peps:
                  - {dn: /C=XX/O=Grid/CN=pep1.example.org, resources: [wn], actions: [execute-now], hosts: [wn1.example.org]}
                  - {dn: /C=XX/O=Grid/CN=pep2.example.org, resources: [wn], hosts: [wn1.example.org], assert-bare: true}
                  - {dn: /C=XX/O=Grid/CN=wn1.example.org, class: pep-wn}
                pilots: {fqans: [/atlas/Role=pilot], networks: [127.0.0.0/8], proof-of-possession: none}
                """);
        site.replace("etc/policy/data/owners.yaml", "enabled: true", "enabled: false");
        alice = asking(site.atlasProxy("Alice", "/atlas", "/atlas/nl"), site, "/atlas");
        carol = asking(site.atlasProxy("Carol", "/cms"), site, "/cms");
        peps = Stream.of("pep1", "pep2", "wn1")
                .map(name -> name + ".example.org")
                .map(host -> Caller.withCertificate(new Dn("/C=XX/O=Grid/CN=" + host), Set.of(host)))
                .toList();
        line = new DecisionLine(site, Instant.now());
    }

    @AfterAll
    void closeTheLine() {
        line.close();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void otherWordsChangeNothingOrForbid(Row row) {
        SplittableRandom random = new SplittableRandom(row.name().hashCode());
        Object permitted = line.answer(peps.get(0), alice.soap());
        assertThat(permitted).isInstanceOf(Decision.Permit.class);

        for (int n = 0; n < QUESTIONS; n++) {
            boolean ofAlice = n % 4 != 0;
            ClientQuestion said = changed(row, ofAlice ? alice : carol, random);

            Object answer = line.answer(any(peps, random), said.soap());

            if (answer instanceof Decision.Permit) {
                assertThat(ofAlice ? answer : "no permit").as(said.soap()).isEqualTo(permitted);
            }
        }
    }

    /** Within its line a caller is believed about what is asked, and beyond it nothing is asked. */
    @Test
    void nothingIsPermittedBeyondTheLineOfTheCaller() {
        SplittableRandom random = new SplittableRandom(100);
        for (int n = 0; n < QUESTIONS; n++) {
            String type = any(TYPES, random);
            String action = any(ACTIONS, random);
            String host = any(HOSTS, random);
            ClientQuestion said = alice.saying(Part.RESOURCE, RESOURCE, AZ + "resource/resource-type/" + type)
                    .saying(Part.ACTION, ACTION, AZ + "action/action-type/" + action)
                    .saying(Part.RESOURCE, HOST, host);
            Caller caller = any(peps, random);

            Object answer = line.answer(caller, said.soap());

            boolean within = type.equals("wn")
                    && host.equalsIgnoreCase("wn1.example.org")
                    && (action.equals("execute-now") || caller.equals(peps.get(1)));
            assertThat(within || !(answer instanceof Decision.Permit))
                    .as(said.soap())
                    .isTrue();
        }
    }

    /** Whoever calls with a pilot's proxy is that pilot, whatever it says. */
    @Test
    void whatAPilotSaysOfPilotsChangesNothingOrForbids() {
        Caller caller =
                new Caller(new Dn("/C=XX/O=Grid/CN=Pilot"), true, List.of(new Fqan("/atlas/Role=pilot")), List.of());
        SplittableRandom random = new SplittableRandom(101);
        Object honest = line.answer(caller, alice.soap());
        assertThat(honest).isInstanceOf(Decision.Permit.class);

        for (int n = 0; n < QUESTIONS; n++) {
            boolean ofCarol = n % 4 == 0;
            ClientQuestion said = (ofCarol ? carol : alice)
                    .with(Part.ENVIRONMENT, PILOT + "subject-x509-id", any(NAMES, random))
                    .with(Part.ENVIRONMENT, PILOT + "voms-fqan", any(FQANS, random))
                    .with(Part.ENVIRONMENT, PILOT + "vo", any(VOS, random));

            Object answer = line.answer(caller, said.soap());

            if (answer instanceof Decision.Permit) {
                assertThat(ofCarol ? "no permit" : answer).as(said.soap()).isEqualTo(honest);
            }
        }
    }

    @Test
    void nobodyIsToldWhatHeDoesNotUnderstand() {
        SplittableRandom random = new SplittableRandom(102);
        for (int n = 0; n < QUESTIONS; n++) {
            Set<String> words = Set.copyOf(
                    OBLIGATIONS.stream().filter(any -> random.nextInt(3) == 0).toList());
            ClientQuestion said = alice.without(SUPPORTED);
            for (String word : words) {
                said = said.with(Part.ENVIRONMENT, SUPPORTED, AZ + "obligation/" + word);
            }

            Object answer = line.answer(peps.get(0), said.soap());

            boolean usable = words.contains("uidgid") || words.contains("username");
            assertThat(answer instanceof Decision.Permit).as(words.toString()).isEqualTo(usable);
            if (answer instanceof Decision.Permit permit) {
                assertThat(permit.obligations())
                        .allSatisfy(each -> assertThat(words).contains(word(each)));
            }
        }
    }

    @Test
    void orderBlanksAndPrefixesDoNotMatter() {
        SplittableRandom random = new SplittableRandom(103);
        Object permitted = line.answer(peps.get(0), alice.soap());
        Object denied = line.answer(peps.get(0), carol.soap());

        for (int n = 0; n < QUESTIONS; n++) {
            boolean ofCarol = n % 4 == 0;
            String said = (ofCarol ? carol : alice).soap(random);

            assertThat(line.answer(peps.get(0), said)).as(said).isEqualTo(ofCarol ? denied : permitted);
        }
    }

    private static String word(Obligation obligation) {
        return obligation instanceof Obligation.UidGid
                ? "uidgid"
                : obligation instanceof Obligation.Username ? "username" : "secondary-gids";
    }

    private static ClientQuestion asking(Identity proxy, TestSite site, String fqan) {
        X509Certificate own = proxy.certificateIssuedBy(site.pki().authority().name());
        byte[] pem = CertificateChain.toPem(proxy.chain()).getBytes(US_ASCII);
        ClientQuestion question = ClientQuestion.empty()
                .with(
                        Part.SUBJECT,
                        SUBJECT + "subject-x509-id",
                        Dn.of(own.getSubjectX500Principal()).value())
                .with(
                        Part.SUBJECT,
                        SUBJECT + "subject-x509-issuer",
                        Dn.of(own.getIssuerX500Principal()).value())
                .with(
                        Part.SUBJECT,
                        SUBJECT + "certificate-serial-number",
                        own.getSerialNumber().toString())
                .with(
                        Part.SUBJECT,
                        SUBJECT + "validity-not-after",
                        own.getNotAfter().toInstant().toString())
                .with(Part.SUBJECT, SUBJECT + "voms-primary-fqan", fqan)
                .with(Part.SUBJECT, SUBJECT + "voms-fqan", fqan)
                .with(
                        Part.SUBJECT,
                        new Attribute(
                                SUBJECT + "cert-chain",
                                "base64Binary",
                                Base64.getEncoder().encodeToString(pem),
                                ""))
                .with(Part.RESOURCE, RESOURCE, AZ + "resource/resource-type/wn")
                .with(Part.RESOURCE, HOST, "wn1.example.org")
                .with(Part.ACTION, ACTION, AZ + "action/action-type/execute-now");
        for (String obligation : List.of("uidgid", "secondary-gids", "username")) {
            question = question.with(Part.ENVIRONMENT, SUPPORTED, AZ + "obligation/" + obligation);
        }
        return question;
    }

    private static <T> T any(List<T> values, SplittableRandom random) {
        return values.get(random.nextInt(values.size()));
    }
}
