package org.portcullis.load.echo;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.portcullis.load.pki.Identity;
import org.portcullis.load.pki.MutualTls;
import org.portcullis.load.pki.Pem;

/**
 * A server that demands a client certificate, reads each request to its end and answers the same bytes to all of them. It
 * prints its port and ends with its standard input.
 */
public final class EchoMain {
    private EchoMain() {}

    /** Takes the host's certificate, its key, the authorities of clients, and how long an answer is. */
    public static void main(String[] arguments) throws Exception {
        Identity host = Identity.read(Path.of(arguments[0]), Path.of(arguments[1]));
        MutualTls tls = MutualTls.of(host, Pem.readCertificates(Path.of(arguments[2])));
        Server server = new Server();
        ServerConnector connector = connector(server, tls);
        server.addConnector(connector);
        server.setHandler(new Same(answer(Integer.parseInt(arguments[3]))));
        server.start();
        System.out.println(connector.getLocalPort());
        System.in.read();
        server.stop();
    }

    private static ServerConnector connector(Server server, MutualTls tls) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(tls.context());
        factory.setNeedClientAuth(true);
        HttpConfiguration quiet = new HttpConfiguration();
        quiet.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(
                server, new SslConnectionFactory(factory, "http/1.1"), new HttpConnectionFactory(quiet));
        connector.setHost("127.0.0.1");
        return connector;
    }

    private static byte[] answer(int length) {
        String decision = "<Decision>Permit</Decision>";
        return (decision + "x".repeat(Math.max(0, length - decision.length()))).getBytes(StandardCharsets.US_ASCII);
    }

    /** Gives everybody the same answer. */
    private static final class Same extends Handler.Abstract.NonBlocking {
        private final byte[] answer;

        Same(byte[] answer) {
            this.answer = answer;
        }

        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/xml");
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.length);
            Callback read =
                    Callback.from(() -> response.write(true, ByteBuffer.wrap(answer), callback), callback::failed);
            Content.Source.consumeAll(request, read);
            return true;
        }
    }
}
