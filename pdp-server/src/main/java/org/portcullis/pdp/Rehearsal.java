package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.SSLContext;
import org.portcullis.pdp.audit.RehearsalAuditLog;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.context.Answer;
import org.portcullis.pdp.context.Pep;
import org.portcullis.pdp.context.PepList;
import org.portcullis.pdp.context.SignedQuestions;
import org.portcullis.pdp.decide.CurrentPolicy;
import org.portcullis.pdp.decide.PolicySnapshot;
import org.portcullis.pdp.enrich.CredentialPoint;
import org.portcullis.pdp.enrich.Enricher;
import org.portcullis.pdp.fulfil.ObligationFulfiller;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.pdp.mapping.AccountMapper;
import org.portcullis.pdp.mapping.TrialLeases;
import org.portcullis.pdp.transport.AuthzEndpoint;
import org.portcullis.pdp.transport.Callers;
import org.portcullis.pdp.transport.HttpsListener;
import org.portcullis.pdp.transport.LoopbackCaller;
import org.portcullis.pdp.trust.RehearsalTls;
import org.portcullis.pdp.trust.VomsVerdict;
import org.portcullis.profile.Decision;
import org.portcullis.profile.Obligation;
import org.portcullis.profile.ResourceType;
import org.portcullis.profile.wire.QueryGate;
import org.portcullis.profile.wire.ReplyTo;

/**
 * The server's whole line, played for nobody: a decision port of its own on loopback, where one throw-away client asks, the
 * pack in force decides, and nothing is kept of it, no record, no lease, no count. Whoever else finds the port is not
 * believed there.
 */
final class Rehearsal implements WarmUp.Round {
    private static final int THREADS = 16;
    private static final int CALLERS = 4;
    private static final int QUESTIONS = 25;
    private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Writing a permit takes longest; whether the pack permits this client is another matter. */
    private static final Decision PERMIT =
            new Decision.Permit(List.of(new Obligation.UidGid(65534, 65534), new Obligation.Username("nobody")));

    private final RehearsalTls tls;
    private final HttpsListener door;
    private final List<byte[]> questions;
    private final ExecutorService callers =
            Executors.newFixedThreadPool(CALLERS, work -> new Thread(work, "rehearsal"));

    private Rehearsal(RehearsalTls tls, HttpsListener door, List<byte[]> questions) {
        this.tls = tls;
        this.door = door;
        this.questions = questions;
    }

    /**
     * Opens the port.
     *
     * @throws IOException if it cannot be had
     */
    static Rehearsal open(
            PdpConfig.Server like,
            RehearsalTls tls,
            DecisionService.Wire wire,
            QueryGate gate,
            PolicySnapshot snapshot,
            InstantSource clock)
            throws IOException {
        RehearsalAuditLog audit = new RehearsalAuditLog(clock);
        DecisionService line = new DecisionService(
                wire,
                new CurrentPolicy(open(snapshot, tls)),
                new SignedQuestions(clock.instant()),
                new Enricher(List.of(new CredentialPoint(
                        (chain, at) -> tls.verify(chain), (chain, at) -> new VomsVerdict.NoAttributes()))),
                new ObligationFulfiller(new AccountMapper(new TrialLeases(List.of()))),
                audit);
        ServerMetrics metrics = new ServerMetrics();
        AuthzEndpoint endpoint = new AuthzEndpoint(permitting(line, wire), gate, wire.encoder(), audit, metrics);
        Callers callers = new Callers((chain, at) -> new VomsVerdict.NoAttributes());
        HttpsListener door = HttpsListener.open(onLoopback(like), tls, callers, endpoint, metrics, clock);
        List<byte[]> questions = RehearsalQuestions.of(
                tls.clientName(), tls.clientPem(), snapshot.mapping().vos());
        return new Rehearsal(tls, door, questions);
    }

    /** The snapshot, for the throw-away client and nobody else. */
    private static PolicySnapshot open(PolicySnapshot of, RehearsalTls tls) {
        Pep client = new Pep(tls.clientName(), Set.of(ResourceType.values()), Set.of(), true, true);
        return new PolicySnapshot(new PepList(List.of(client)), of.bans(), of.pack(), of.mapping(), of.epoch());
    }

    private static AuthzEndpoint.Line permitting(DecisionService line, DecisionService.Wire wire) {
        return (context, soap) -> {
            Decision decision = line.answer(context, soap).decision();
            byte[] response = wire.encoder().encode(ReplyTo.UNKNOWN, PERMIT);
            return new Answer(decision, response);
        };
    }

    private static PdpConfig.Server onLoopback(PdpConfig.Server like) {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        return new PdpConfig.Server(
                anyPort, like.issuer(), THREADS, THREADS, like.maxBodyBytes(), like.codec(), like.waits());
    }

    /** Connections of each protocol that are new and at once, and many questions on each. */
    @Override
    public void rehearse() throws Exception {
        for (String protocol : PROTOCOLS) {
            SSLContext anew = tls.clientContext();
            Callable<Void> caller = () -> ask(anew, protocol);
            for (Future<Void> asked : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
                asked.get();
            }
        }
    }

    private Void ask(SSLContext anew, String protocol) throws IOException {
        try (LoopbackCaller caller = LoopbackCaller.connect(anew, door.port(), protocol)) {
            for (int i = 0; i < QUESTIONS; i++) {
                requirePermit(caller.ask(questions.get(i % questions.size())));
            }
        }
        return null;
    }

    private static void requirePermit(byte[] answer) throws IOException {
        if (!new String(answer, UTF_8).contains(">Permit<")) {
            throw new IOException("the rehearsal was refused");
        }
    }

    @Override
    public void close() {
        callers.shutdownNow();
        door.close();
    }
}
