package org.portcullis.client;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.portcullis.client.Answer.Status;
import org.portcullis.client.AuthzUnavailableException.Failure;
import org.portcullis.client.AuthzUnavailableException.Reason;
import org.portcullis.client.credential.GridCredential;

/**
 * Asks the servers of a site, one after the other in random order, until one gives an answer that stands. A server that
 * cannot be reached or is unable to decide is passed over; a decision, whatever it is, is never asked about elsewhere.
 * Nothing is remembered between questions. Immutable and thread-safe.
 */
public final class PortcullisClient {
    private static final int ID_BYTES = 16;

    private final List<URI> servers;
    private final SSLSocketFactory tls;
    private final @Nullable GridCredential signer;
    private final Timeouts timeouts;
    private final AccountCheck accountCheck;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ResponseDecoder decoder = new ResponseDecoder();

    PortcullisClient(PortcullisClientBuilder builder) throws GeneralSecurityException {
        servers = builder.servers();
        tls = builder.tls();
        signer = builder.signer();
        timeouts = builder.timeouts();
        accountCheck = builder.accountCheck();
        clock = builder.clock();
        random = builder.random();
    }

    /** Starts describing a client. */
    public static PortcullisClientBuilder builder() {
        return new PortcullisClientBuilder();
    }

    /**
     * Asks the question. Blocks until there is an answer or the total time is up.
     *
     * @throws AuthzUnavailableException if no server could answer; do not let the subject in
     */
    public Answer decide(Question question) throws AuthzUnavailableException {
        Deadline deadline = Deadline.in(timeouts.total());
        List<Failure> failures = new ArrayList<>();
        List<URI> order = shuffled();
        for (int i = 0; i < order.size() && !deadline.left().isZero(); i++) {
            URI server = order.get(i);
            Reply reply = ask(server, question, deadline.left(), order.size() - i);
            if (reply instanceof Reply.Final decided) {
                return checked(decided.answer());
            }
            if (reply instanceof Reply.Unable unable) {
                failures.add(new Failure(server, unable.reason(), unable.detail()));
            }
            if (Thread.currentThread().isInterrupted()) {
                break;
            }
        }
        throw new AuthzUnavailableException(failures);
    }

    /**
     * Connects to each server in the order given and proves both ends, without asking anything.
     *
     * @return one result for each server
     */
    public List<Ping> ping() {
        return servers.stream().map(this::ping).toList();
    }

    private Ping ping(URI server) {
        Deadline deadline = Deadline.in(timeouts.total());
        HttpsExchange exchange = new HttpsExchange(server, tls, timeouts.connect(), timeouts.total());
        try {
            String protocol = Deadline.within(timeouts.total(), exchange, exchange::handshake);
            return new Ping(server, true, timeouts.total().minus(deadline.left()), protocol);
        } catch (IOException e) {
            return new Ping(server, false, timeouts.total().minus(deadline.left()), problem(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Ping(server, false, timeouts.total().minus(deadline.left()), "interrupted");
        }
    }

    /** An attempt may use its share of the time that is left; the last one may use all of it. */
    private Reply ask(URI server, Question question, Duration left, int serversLeft) {
        Duration share = left.dividedBy(serversLeft);
        Duration handshake = serversLeft == 1 ? share : shorter(share, timeouts.handshake());
        HttpsExchange exchange = new HttpsExchange(server, tls, shorter(share, timeouts.connect()), handshake);
        String id = freshId();
        byte[] query = written(question, id, server);
        try {
            HttpAnswer answer = Deadline.within(share, exchange, () -> exchange.post(query));
            return read(new ResponseDecoder.Asked(server, id, question.supported()), answer);
        } catch (IOException e) {
            return new Reply.Unable(Reason.UNREACHABLE, problem(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Reply.Unable(Reason.UNREACHABLE, "interrupted");
        }
    }

    private byte[] written(Question question, String id, URI server) {
        return signer == null
                ? QueryEncoder.encode(question, id, clock.instant())
                : QueryEncoder.encodeSigned(question, id, clock.instant(), server, signer);
    }

    private Reply read(ResponseDecoder.Asked asked, HttpAnswer answer) {
        int status = answer.status();
        if (status == 200) {
            return decoder.decode(asked, answer.body());
        }
        if (status == 500) {
            return decoder.decodeFault(asked, answer.body());
        }
        String detail = "http status " + status;
        if (status == 503 || status == 429) {
            return new Reply.Unable(Reason.OVERLOADED, detail);
        }
        return status >= 400 && status < 500
                ? new Reply.Final(new Answer.Indeterminate(asked.server(), Status.QUERY_REFUSED, detail))
                : new Reply.Unable(Reason.UNREACHABLE, detail);
    }

    private Answer checked(Answer answer) {
        if (!(answer instanceof Answer.Permit permit)) {
            return answer;
        }
        return accountCheck
                .objection(permit.account())
                .<Answer>map(why -> new Answer.Indeterminate(permit.server(), Status.OBLIGATION_NOT_MET, why))
                .orElse(permit);
    }

    private String freshId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return "_" + HexFormat.of().formatHex(bytes);
    }

    private List<URI> shuffled() {
        List<URI> order = new ArrayList<>(servers);
        for (int last = order.size() - 1; last > 0; last--) {
            int chosen = random.nextInt(last + 1);
            order.set(chosen, order.set(last, order.get(chosen)));
        }
        return order;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String problem(IOException e) {
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String line = message.replaceAll("\\p{Cntrl}+", " ");
        String cut = line.substring(0, Math.min(200, line.length()));
        if (e instanceof UnknownHostException) {
            return "no such host";
        }
        return e instanceof SSLException ? "TLS: " + cut : cut;
    }
}
