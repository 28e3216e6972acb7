package org.portcullis.pdp;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A port where a browser needs no certificate: what it says goes on to another port in somebody's name, byte for byte, over
 * TLS on both sides. It plays a browser's certificate store.
 */
final class TlsRelay implements AutoCloseable {
    private final SSLServerSocket door;
    private final SSLContext caller;
    private final int port;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    TlsRelay(SSLContext host, SSLContext caller, int port) throws IOException {
        door = (SSLServerSocket)
                host.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.caller = caller;
        this.port = port;
        threads.execute(this::accept);
    }

    int port() {
        return door.getLocalPort();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                threads.execute(() -> join(near));
            } catch (IOException e) {
                break;
            }
        }
    }

    private void join(Socket near) {
        try {
            Socket far = caller.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
            threads.execute(() -> pump(far, near));
            pump(near, far);
        } catch (IOException e) {
            close(List.of(near));
        }
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone: so is the other.
        } finally {
            close(List.of(from, to));
        }
    }

    private static void close(List<? extends Closeable> sockets) {
        for (Closeable socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        threads.shutdownNow();
    }
}
