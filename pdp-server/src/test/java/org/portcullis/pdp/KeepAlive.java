package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.net.ssl.SSLSocket;

/** Many questions over one TLS connection, one after the other. */
final class KeepAlive implements AutoCloseable {
    private final SSLSocket socket;
    private final InputStream answers;

    KeepAlive(Exchange exchange) throws IOException {
        socket = (SSLSocket) exchange.tls().getSocketFactory().createSocket("127.0.0.1", exchange.port());
        socket.setSoTimeout(20_000);
        socket.startHandshake();
        answers = new BufferedInputStream(socket.getInputStream());
    }

    Exchange.Reply post(String body) throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        String head = "POST /authz HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: "
                + bytes.length + "\r\n\r\n";
        socket.getOutputStream().write((head + body).getBytes(UTF_8));
        socket.getOutputStream().flush();
        return Exchange.read(answers);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
