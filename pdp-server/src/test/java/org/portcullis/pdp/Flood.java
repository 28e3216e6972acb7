package org.portcullis.pdp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Connections on which a question was begun and not ended, and others that are not answered any more. */
record Flood(List<Socket> sockets) implements AutoCloseable {
    private static final String BEGUN = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\n"
            + "Content-Length: 100000\r\n\r\n<soap:Envelope";

    /** So many of them. */
    static Flood of(Exchange door, int size) throws IOException {
        List<Socket> sockets = new ArrayList<>();
        for (int n = 0; n < size; n++) {
            Socket socket = n < size / 2
                    ? door.tls().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), door.port())
                    : new Socket(InetAddress.getLoopbackAddress(), door.port());
            sockets.add(socket);
            begin(socket);
        }
        return new Flood(sockets);
    }

    private static void begin(Socket socket) {
        try {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(BEGUN.getBytes(ISO_8859_1));
        } catch (IOException e) {
            // hung up on: there are too many already
        }
    }

    int size() {
        return sockets.size();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
