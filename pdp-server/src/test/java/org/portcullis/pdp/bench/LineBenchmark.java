package org.portcullis.pdp.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.load.pki.CertificateAuthority;
import org.portcullis.load.pki.EndEntity;
import org.portcullis.load.pki.GridPki;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.KeyType;
import org.portcullis.load.pki.Validity;
import org.portcullis.load.pki.VomsServer;
import org.portcullis.pdp.DecisionService;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.JsonLinesAuditLog;
import org.portcullis.pdp.ban.Ban;
import org.portcullis.pdp.config.PdpConfig.ChainCache;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.pdp.context.Answer;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.context.Pep;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.context.SignedQuestions;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.enrich.CredentialPoint;
import org.portcullis.pdp.enrich.Enricher;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.VerifiedChains;
import org.portcullis.pdp.trust.VomsTrust;
import org.portcullis.policy.PackLoader;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.VoName;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.hot.HotWire;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/**
 * One question from its bytes to those of its answer, as the server behind the door does it: read, what it brings
 * remembered, decided, mapped, written, and on record.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LineBenchmark {
    private static final String NAMESPACE = "/C=XX/O=Bench";
    private static final Dn ALICE = new Dn(NAMESPACE + "/CN=Alice");
    private static final Caller PEP = Caller.withCertificate(new Dn(NAMESPACE + "/CN=pep1.example.org"));

    /** Whether the payload comes with a proxy that has VOMS attributes, or with its name and FQANs alone. */
    @Param({"chain", "bare"})
    @SuppressWarnings("NullAway.Init")
    public String payload;

    private final Instant now = InstantSource.system().instant();

    @SuppressWarnings("NullAway.Init")
    private GridTrust anchors;

    @SuppressWarnings("NullAway.Init")
    private VerifiedChains remembered;

    @SuppressWarnings("NullAway.Init")
    private AuditLog audit;

    @SuppressWarnings("NullAway.Init")
    private DecisionService line;

    @SuppressWarnings("NullAway.Init")
    private byte[] question;

    /** Builds a grid and the line, and asks once. */
    @Setup(Level.Trial)
    public void open() throws IOException, CertificateEncodingException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "line");
        InstantSource clock = InstantSource.fixed(now);
        GridPki pki = GridPki.create(directory, clock);
        question = question(proxyOfAlice(pki));
        anchors = GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE);
        remembered = new VerifiedChains(
                anchors,
                VomsTrust.open(pki.vomsDirectory(), anchors, clock),
                new ChainCache(20_000, Duration.ofSeconds(60), 1024));
        audit = JsonLinesAuditLog.open(directory.resolve("audit.jsonl"), directory.resolve("audit.key"), false, clock);
        OpenSamlWire reference = OpenSamlWire.open();
        line = new DecisionService(
                new DecisionService.Wire(
                        HotWire.decoder(
                                reference.decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of())), XmlLimits.DEFAULTS),
                        HotWire.encoder(reference.encoder("urn:portcullis:pdp", clock), clock)),
                new CurrentPolicy(snapshot(directory)),
                new SignedQuestions(now),
                new Enricher(List.of(new CredentialPoint(remembered::verify, remembered::attributes))),
                new ObligationFulfiller(new AccountMapper(new TrialLeases(List.of()))),
                audit);
        if (!(answer().decision() instanceof Decision.Permit)) {
            throw new IllegalStateException("the question that is measured is not permitted");
        }
    }

    private static PolicySnapshot snapshot(Path directory) {
        Pep pep = new Pep(PEP.dn(), Set.of(ResourceType.values()), Set.of(), true, true);
        return new PolicySnapshot(
                new PepList(List.of(pep)),
                Snapshots.banList(List.of(
                        Ban.parse("dn:/C=XX/O=Bench/CN=Mallory"),
                        Ban.parse("vo:evil"),
                        Ban.parse("host:bad.example.org"))),
                PackLoader.load(Path.of("../policies/src/main/packs/mupj")),
                Snapshots.mapping(directory, "\"/atlas/*/Role=*\" .atlas\n", "\"/atlas\" atlas\n"),
                1);
    }

    private static List<X509Certificate> proxyOfAlice(GridPki pki) throws IOException {
        Validity days = pki.validFor(Duration.ofDays(30));
        CertificateAuthority authority =
                CertificateAuthority.create(new Dn(NAMESPACE + "/CN=CA"), KeyType.RSA_2048, days);
        pki.trusted().trust(authority, NAMESPACE);
        pki.trusted().publish(authority, authority.revoke(Set.of(), 1, days));
        Dn server = new Dn(NAMESPACE + "/CN=voms.example.org");
        Identity host = authority.issue(EndEntity.host(server, List.of("voms.example.org"), days));
        Path lsc = Files.createDirectories(pki.vomsDirectory().resolve("atlas")).resolve("voms.lsc");
        Files.writeString(lsc, server + "\n" + authority.name() + "\n");
        return pki.vomsProxy(
                        authority.issue(EndEntity.user(ALICE, days)),
                        new VomsServer(new VoName("atlas"), "voms.example.org", host),
                        new Fqan("/atlas"),
                        new Fqan("/atlas/nl"))
                .chain();
    }

    private byte[] question(List<X509Certificate> chain) throws IOException, CertificateEncodingException {
        String unwanted = payload.equals("chain") ? "subject/voms-" : "{{CHAIN}}";
        return Files.readString(Path.of("src/main/resources/org/portcullis/pdp/rehearsal.xml"))
                .lines()
                .filter(part -> !part.contains(unwanted))
                .map(part -> part.contains("pilot-job/") ? part : part.replace("Role=pilot", "Role=NULL"))
                .collect(Collectors.joining(System.lineSeparator()))
                .replace("{{DN}}", ALICE.value())
                .replace("{{CHAIN}}", Base64.getEncoder().encodeToString(pem(chain)))
                .replace("/rehearsal/", "/atlas/")
                .replace("/O=Portcullis/CN=rehearsal pilot", "/DC=org/DC=example/CN=PA1")
                .getBytes(UTF_8);
    }

    private static byte[] pem(List<X509Certificate> chain) throws CertificateEncodingException {
        StringBuilder pem = new StringBuilder();
        for (X509Certificate certificate : chain) {
            pem.append("-----BEGIN CERTIFICATE-----").append(System.lineSeparator());
            pem.append(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
            pem.append(System.lineSeparator())
                    .append("-----END CERTIFICATE-----")
                    .append(System.lineSeparator());
        }
        return pem.toString().getBytes(UTF_8);
    }

    /** Closes what was opened. */
    @TearDown(Level.Trial)
    public void close() {
        audit.close();
        remembered.close();
        anchors.close();
    }

    /** From the bytes of a question to those of its answer. */
    @Benchmark
    public Answer answer() {
        return line.answer(new RequestContext(UUID.randomUUID(), now, PEP, "192.0.2.1"), question);
    }
}
