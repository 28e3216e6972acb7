package org.portcullis.load.run;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.portcullis.load.pki.Identity;

/** A TLS server on loopback that answers every request after a known delay and remembers what it was asked. */
public final class EchoServer implements AutoCloseable {
    /** What the server does with a request. */
    public record Reply(String statusLine, Duration delay, String body) {
        /** An answer of two letters. */
        public Reply(String statusLine, Duration delay) {
            this(statusLine, delay, "ok");
        }

        /** A good answer that says so much of a decision, at once. */
        public static Reply deciding(String decision) {
            return new Reply("HTTP/1.1 200 OK", Duration.ZERO, "<c:Decision>" + decision + "</c:Decision>");
        }

        /** A good answer. */
        public static Reply after(Duration delay) {
            return new Reply("HTTP/1.1 200 OK", delay);
        }
    }

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final List<SSLSocket> connections = new CopyOnWriteArrayList<>();
    private final AtomicInteger fullHandshakes = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final SSLServerSocket listener;
    private final IntFunction<Reply> replies;

    private EchoServer(Identity host, IntFunction<Reply> replies) throws GeneralSecurityException, IOException {
        this.replies = replies;
        this.listener = (SSLServerSocket) context(host).getServerSocketFactory().createServerSocket(0, 50, LOOPBACK);
        listener.setNeedClientAuth(true);
    }

    /** Starts a server whose n-th answer, from 0, is the n-th reply. */
    @SuppressWarnings("FutureReturnValueIgnored")
    public static EchoServer start(Identity host, IntFunction<Reply> replies)
            throws GeneralSecurityException, IOException {
        EchoServer server = new EchoServer(host, replies);
        server.threads.submit(server::accept);
        return server;
    }

    /** Where the server listens. */
    public String url() {
        return "https://127.0.0.1:" + listener.getLocalPort() + "/authz";
    }

    /** What it was asked, in order. */
    public List<String> bodies() {
        return bodies;
    }

    int connections() {
        return connections.size();
    }

    int fullHandshakes() {
        return fullHandshakes.get();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private Void accept() throws IOException {
        while (true) {
            SSLSocket socket = (SSLSocket) listener.accept();
            connections.add(socket);
            threads.submit(() -> serve(socket));
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private Void serve(SSLSocket socket) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        while (true) {
            bodies.add(readBody(in));
            Reply reply = replies.apply(requests.getAndIncrement());
            timer.schedule(() -> answer(socket, reply), reply.delay().toNanos(), TimeUnit.NANOSECONDS)
                    .get();
        }
    }

    private static String readBody(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.startsWith("Content-Length: ")) {
                length = Integer.parseInt(line.substring(16));
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                throw new EOFException();
            }
            read += more;
        }
        if (length == 0) {
            throw new EOFException();
        }
        return new String(body);
    }

    private static Void answer(SSLSocket socket, Reply reply) throws IOException {
        String answer =
                reply.statusLine() + "\r\nContent-Length: " + reply.body().length() + "\r\n\r\n" + reply.body();
        socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        return null;
    }

    private SSLContext context(Identity host) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, new char[0]);
        store.setKeyEntry("host", host.key(), new char[0], host.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new CountingTrust()}, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (SSLSocket connection : connections) {
            connection.close();
        }
        threads.shutdownNow();
        timer.shutdownNow();
    }

    /** Believes every client; a client is looked at once for each handshake that resumes no older session. */
    private final class CountingTrust implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            fullHandshakes.incrementAndGet();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("this is a server");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
