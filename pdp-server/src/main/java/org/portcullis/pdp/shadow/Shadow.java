package org.portcullis.pdp.shadow;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.portcullis.client.credential.GridCredential;
import org.portcullis.client.credential.TrustedCas;
import org.portcullis.pdp.config.PdpConfig;
import org.portcullis.pdp.context.RequestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds answers against those of another service, after they have left: by threads of its own, from a queue that drops what
 * does not fit. Thread-safe.
 */
public final class Shadow implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Shadow.class);
    private static final int THREADS = 4;
    private static final String UNANSWERED = "unanswered";
    /** A fault, or a SAML status without a decision. */
    private static final String REFUSED = "Refused";

    private final Incumbent incumbent;
    private final DifferenceLog log;
    private final Consumer<String> counter;
    private final AnswerReader reader = new AnswerReader();
    private final ThreadPoolExecutor asking;

    private Shadow(Incumbent incumbent, DifferenceLog log, int queue, Consumer<String> counter) {
        this.incumbent = incumbent;
        this.log = log;
        this.counter = counter;
        asking =
                new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(queue), work -> {
                    Thread thread = new Thread(work, "shadow");
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Opens the file of differences; the other service is asked with the host credential and believed by the authorities of
     * the server.
     *
     * @param counter told of each answer: {@code same}, the word of each difference, {@code unanswered} or {@code dropped}
     * @throws IOException if the file cannot be written
     * @throws GeneralSecurityException if credential or authorities cannot be read
     */
    public static Shadow open(PdpConfig.ShadowOf of, PdpConfig.Tls own, Consumer<String> counter)
            throws IOException, GeneralSecurityException {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(
                new KeyManager[] {
                    GridCredential.ofFiles(own.hostCert(), own.hostKey()).keyManager()
                },
                TrustedCas.ofDirectory(own.trustDir()).trustManagers(),
                new SecureRandom());
        Incumbent incumbent = new Incumbent(of.url(), tls, of.timeout());
        return new Shadow(incumbent, DifferenceLog.open(of.differences()), of.queue(), counter);
    }

    /** Compares an answer of ours, given as it left, at some time from now; returns at once. */
    public void answered(RequestContext context, byte[] soap, byte[] answer) {
        enqueue(() -> compare(context, soap, reader.read(answer).orElse(Granted.only(REFUSED))));
    }

    /** As {@link #answered}, for a question that we refused to decide. */
    public void refused(RequestContext context, byte[] soap) {
        enqueue(() -> compare(context, soap, Granted.only(REFUSED)));
    }

    private void enqueue(Runnable comparison) {
        try {
            asking.execute(comparison);
        } catch (RejectedExecutionException e) {
            counter.accept("dropped");
        }
    }

    private void compare(RequestContext context, byte[] soap, Granted ours) {
        try {
            note(context, ours, reader.read(incumbent.ask(soap)).orElse(Granted.only(REFUSED)));
        } catch (IOException e) {
            counter.accept(UNANSWERED);
            LOG.debug("shadow unanswered callId={} error={}", context.callId(), e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void note(RequestContext context, Granted ours, Granted theirs) {
        Set<Difference> differences = Difference.between(ours, theirs);
        if (differences.isEmpty()) {
            counter.accept("same");
            return;
        }
        differences.forEach(difference -> counter.accept(difference.word()));
        try {
            log.append(new Disagreement(
                            context.receivedAt(),
                            context.callId(),
                            context.pepDn().value(),
                            differences,
                            ours.toString(),
                            theirs.toString())
                    .line());
        } catch (IOException e) {
            LOG.warn("shadow difference not written callId={} error={}", context.callId(), e.toString());
        }
    }

    /** Drops what is still to be compared. */
    @Override
    public void close() {
        asking.shutdownNow();
    }
}
