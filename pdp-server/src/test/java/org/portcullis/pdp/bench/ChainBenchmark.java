package org.portcullis.pdp.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
import org.portcullis.pdp.config.PdpConfig.ChainCache;
import org.portcullis.pdp.config.PdpConfig.CrlMode;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.VerifiedChains;
import org.portcullis.pdp.trust.VomsTrust;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Dn;
import org.portcullis.profile.Fqan;
import org.portcullis.profile.VoName;

/** What a proxy with VOMS attributes costs that comes for the first time and that comes again, by who signs with what. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ChainBenchmark {
    private static final String NAMESPACE = "/C=XX/O=Bench";

    /** With what CA, person and VOMS server sign. */
    @Param({"RSA_2048", "EC_P256"})
    @SuppressWarnings("NullAway.Init")
    public KeyType keys;

    private final Instant now = InstantSource.system().instant();

    @SuppressWarnings("NullAway.Init")
    private List<X509Certificate> chain;

    @SuppressWarnings("NullAway.Init")
    private GridTrust anchors;

    @SuppressWarnings("NullAway.Init")
    private VomsTrust voms;

    @SuppressWarnings("NullAway.Init")
    private VerifiedChains remembered;

    /** Makes a CA, a VOMS server and a person with a proxy, and asks about it once. */
    @Setup(Level.Trial)
    public void open() throws IOException {
        Path directory = Files.createTempDirectory("bench");
        GridPki pki = GridPki.create(directory, InstantSource.fixed(now));
        Validity days = pki.validFor(Duration.ofDays(30));
        CertificateAuthority authority = CertificateAuthority.create(new Dn(NAMESPACE + "/CN=CA"), keys, days);
        pki.trusted().trust(authority, NAMESPACE);
        pki.trusted().publish(authority, authority.revoke(Set.of(), 1, days));
        Dn server = new Dn(NAMESPACE + "/CN=voms.example.org");
        Identity host = authority.issue(
                EndEntity.host(server, List.of("voms.example.org"), days).with(keys));
        Path lsc = Files.createDirectories(pki.vomsDirectory().resolve("atlas")).resolve("voms.lsc");
        Files.writeString(lsc, server + "\n" + authority.name() + "\n");
        Identity person = authority.issue(
                EndEntity.user(new Dn(NAMESPACE + "/CN=Alice"), days).with(keys));
        chain = pki.vomsProxy(
                        person,
                        new VomsServer(new VoName("atlas"), "voms.example.org", host),
                        new Fqan("/atlas"),
                        new Fqan("/atlas/Role=pilot"))
                .chain();
        anchors = GridTrust.open(pki.trusted().path(), CrlMode.REQUIRE);
        voms = VomsTrust.open(pki.vomsDirectory(), anchors, InstantSource.fixed(now));
        remembered = new VerifiedChains(anchors, voms, new ChainCache(20_000, Duration.ofSeconds(60), 1024));
        requireGood();
    }

    private void requireGood() {
        boolean proven = rememberedChain().holder().isPresent();
        if (!proven || rememberedAttributes().fqans().isEmpty()) {
            throw new IllegalStateException("the chain that is measured is no good");
        }
    }

    /** Closes what was opened. */
    @TearDown(Level.Trial)
    public void close() {
        remembered.close();
        anchors.close();
    }

    /** The chain alone, for the first time. */
    @Benchmark
    public ChainVerdict firstChain() {
        return anchors.verify(chain, now);
    }

    /** The attributes in it, for the first time: their signature and the chain of the server. */
    @Benchmark
    public VomsVerdict firstAttributes() {
        return voms.verify(chain, now);
    }

    /** The chain again. */
    @Benchmark
    public ChainVerdict rememberedChain() {
        return remembered.verify(chain, now);
    }

    /** The attributes again. */
    @Benchmark
    public VomsVerdict rememberedAttributes() {
        return remembered.attributes(chain, now);
    }
}
