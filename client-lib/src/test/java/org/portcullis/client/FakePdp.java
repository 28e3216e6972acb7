package org.portcullis.client;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.portcullis.client.credential.GridCredential;

/** A server on a free port of the loopback that behaves as it is told; TLS with a certificate of {@link TestPki}. */
public final class FakePdp implements AutoCloseable {
    private static final Pattern LENGTH = Pattern.compile("content-length: (\\d+)");
    private static final Pattern ID = Pattern.compile(" ID=\"([^\"]+)\"");

    private final ServerSocket listener;
    private final Script script;
    private final List<String> queries = new CopyOnWriteArrayList<>();
    private final List<String> callers = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** What to write once a query is there. */
    public interface Script {
        /** Answers; the id is that of the query. */
        void answer(FakePdp server, OutputStream out, String id) throws IOException, InterruptedException;
    }

    private FakePdp(ServerSocket listener, Script script) {
        this.listener = listener;
        this.script = script;
    }

    /** A server with that certificate of the PKI. */
    public static FakePdp start(String host, Script script) throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        TestPki pki = TestPki.shared();
        var credential = GridCredential.ofFiles(pki.file(host + ".pem"), pki.file(host + ".key"));
        var keys = new AnyAlias((X509ExtendedKeyManager) credential.keyManager());
        context.init(new KeyManager[] {keys}, new TrustManager[] {new AnyCaller()}, new SecureRandom());
        var listener = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        listener.setWantClientAuth(true);
        return new FakePdp(listener, script).started();
    }

    /** A server that answers with a file of {@code answers/}. */
    public static FakePdp answering(String name) throws IOException, GeneralSecurityException {
        return start("host", (server, out, id) -> out.write(http("200 OK", Answers.named(name, id))));
    }

    /** A server without TLS that writes at once what the script says. */
    public static FakePdp withoutTls(Script script) throws IOException {
        return new FakePdp(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script).started();
    }

    /** A whole HTTP answer. */
    public static byte[] http(String status, byte[] body) {
        String head = "HTTP/1.1 " + status + "\r\nContent-Type: text/xml;charset=UTF-8\r\nContent-Length: "
                + body.length + "\r\nConnection: close\r\n\r\n";
        byte[] bytes = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(StandardCharsets.US_ASCII), 0, bytes, 0, head.length());
        System.arraycopy(body, 0, bytes, head.length(), body.length);
        return bytes;
    }

    private FakePdp started() {
        Thread acceptor = new Thread(this::accept, "fake-pdp");
        acceptor.setDaemon(true);
        acceptor.start();
        return this;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                Thread worker = new Thread(() -> serve(socket), "fake-pdp-worker");
                worker.setDaemon(true);
                worker.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String id = "";
            if (socket instanceof SSLSocket tls) {
                String query = readQuery(tls.getInputStream());
                X509Certificate leaf = (X509Certificate) tls.getSession().getPeerCertificates()[0];
                callers.add(leaf.getSubjectX500Principal().getName());
                queries.add(query);
                Matcher matcher = ID.matcher(query);
                id = matcher.find() ? matcher.group(1) : "";
            }
            script.answer(this, socket.getOutputStream(), id);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the client went away, which is what many tests want
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String readQuery(InputStream stream) throws IOException {
        InputStream in = new BufferedInputStream(stream);
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no query");
            }
            head.append((char) next);
        }
        Matcher length = LENGTH.matcher(head.toString().toLowerCase(Locale.ROOT));
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return head + new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    /** Where this server listens, by IP address. */
    public URI uri() {
        return URI.create("https://127.0.0.1:" + listener.getLocalPort());
    }

    /** The same as a word for {@code --servers}. */
    public String hostAndPort() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** The queries that came, HTTP head and body. */
    public List<String> queries() {
        return queries;
    }

    /** The leaf subjects of the callers. */
    public List<String> callers() {
        return callers;
    }

    /** Released when this server is closed. */
    public CountDownLatch closed() {
        return closed;
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
    }

    private static final class AnyCaller implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
