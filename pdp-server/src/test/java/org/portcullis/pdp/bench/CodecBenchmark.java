package org.portcullis.pdp.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.openjdk.jmh.annotations.Warmup;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.wire.AuthzQuery;
import org.portcullis.profile.wire.QueryDecoder;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.hot.HotWire;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/** Reading recorded questions and writing a permit, by the reference codec and by the hot one. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final Decision PERMIT = new Decision.Permit(List.of(
            new Obligation.UidGid(40001, 3100),
            new Obligation.SecondaryGids(List.of(3101L, 3102L)),
            new Obligation.Username("atlas001")));

    /** Whose question. */
    @Param({"globus-c-default", "scas-map-tls"})
    @SuppressWarnings("NullAway.Init")
    public String capture;

    private final OpenSamlWire wire = OpenSamlWire.open();
    private final QueryDecoder referenceIn = wire.decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of()));
    private final ResponseEncoder referenceOut = wire.encoder("urn:portcullis:pdp", InstantSource.system());
    private final QueryDecoder hotIn = HotWire.decoder(referenceIn, XmlLimits.DEFAULTS);
    private final ResponseEncoder hotOut = HotWire.encoder(referenceOut, InstantSource.system());

    private byte[] question = {};
    private ReplyTo replyTo = ReplyTo.UNKNOWN;

    /** Takes the body out of the recording. */
    @Setup(Level.Trial)
    public void load() throws IOException {
        Path file = Path.of("../saml-profile/src/test/resources/captures", capture + ".request.bin");
        String message = Files.readString(file, ISO_8859_1);
        question = message.substring(message.indexOf("\r\n\r\n") + 4).getBytes(ISO_8859_1);
        replyTo = referenceIn.decode(question).replyTo();
    }

    /** A question read by OpenSAML. */
    @Benchmark
    public AuthzQuery referenceReads() {
        return referenceIn.decode(question);
    }

    /** The same one read by the streaming reader. */
    @Benchmark
    public AuthzQuery hotReads() {
        return hotIn.decode(question);
    }

    /** A permit written by OpenSAML. */
    @Benchmark
    public byte[] referenceWrites() {
        return referenceOut.encode(replyTo, PERMIT);
    }

    /** The same one by the template writer. */
    @Benchmark
    public byte[] hotWrites() {
        return hotOut.encode(replyTo, PERMIT);
    }
}
