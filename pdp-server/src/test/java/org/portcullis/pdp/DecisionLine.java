package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.portcullis.pdp.audit.AuditLog;
import org.portcullis.pdp.audit.AuditRecord;
import org.portcullis.pdp.config.ConfigReader;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.config.PepListReader;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.context.SignedQuestions;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.decide.SnapshotLoader;
import org.portcullis.pdp.decide.Snapshots;
import org.portcullis.pdp.enrich.CredentialPoint;
import org.portcullis.pdp.enrich.Enricher;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.pdp.trust.ChainVerdict;
import org.portcullis.pdp.trust.GridTrust;
import org.portcullis.pdp.trust.VomsTrust;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.policy.PackLoader;
import org.portcullis.profile.Decision;
import org.portcullis.profile.ErrorKind;
import org.portcullis.profile.wire.ProtocolException;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ReplyTo;
import org.portcullis.profile.wire.ResponseEncoder;
import org.portcullis.profile.wire.XmlLimits;
import org.portcullis.profile.wire.opensaml.OpenSamlWire;

/**
 * The line of a decision as the server of a site runs it, from the bytes of a question to its obligations, without
 * connections and disks; each chain is verified once.
 */
final class DecisionLine implements AutoCloseable {
    private final Instant now;
    private final DecisionService line;
    private final GridTrust trust;

    DecisionLine(TestSite site, Instant now) throws IOException {
        this.now = now;
        PdpConfig config = ConfigReader.read(site.configFile());
        trust = GridTrust.open(config.tls().trustDir(), config.tls().crls());
        VomsTrust voms = VomsTrust.open(config.tls().vomsdir(), trust, InstantSource.fixed(now));
        Map<List<X509Certificate>, ChainVerdict> chains = new ConcurrentHashMap<>();
        Map<List<X509Certificate>, VomsVerdict> attributes = new ConcurrentHashMap<>();
        line = new DecisionService(
                new DecisionService.Wire(
                        OpenSamlWire.open().decoder(new QueryGate(XmlLimits.DEFAULTS, Set.of("localhost"))),
                        new NoResponses()),
                new CurrentPolicy(snapshot(config)),
                new SignedQuestions(now),
                new Enricher(List.of(new CredentialPoint(
                        (chain, at) -> chains.computeIfAbsent(chain, key -> trust.verify(key, at)),
                        (chain, at) -> attributes.computeIfAbsent(chain, key -> voms.verify(key, at))))),
                new ObligationFulfiller(new AccountMapper(new TrialLeases(List.of()))),
                new NoRecords());
    }

    private static PolicySnapshot snapshot(PdpConfig config) {
        return new PolicySnapshot(
                PepListReader.read(config.policy().peps()),
                Snapshots.banList(List.of()),
                PackLoader.load(config.policy().pack()),
                SnapshotLoader.mappingRules(config.mapping()),
                1);
    }

    /** The decision, or the kind of refusal. */
    Object answer(Caller caller, String soap) {
        RequestContext context = new RequestContext(new UUID(0, 1), now, caller, "127.0.0.1");
        try {
            return line.answer(context, soap.getBytes(UTF_8)).decision();
        } catch (ProtocolException e) {
            return e.kind();
        }
    }

    @Override
    public void close() {
        trust.close();
    }

    /** What would be sent does not matter here. */
    private static final class NoResponses implements ResponseEncoder {
        @Override
        public byte[] encode(ReplyTo replyTo, Decision decision) {
            return new byte[0];
        }

        @Override
        public byte[] refuse(ReplyTo replyTo, ErrorKind kind) {
            return new byte[0];
        }
    }

    /** What would be written does not matter either. */
    private static final class NoRecords implements AuditLog {
        @Override
        public void write(AuditRecord record) {}

        @Override
        public void close() {}
    }
}
