package org.portcullis.pdp.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.net.ExtendedSocketOptions;
import org.portcullis.pdp.admin.AdminAnswer;
import org.portcullis.pdp.admin.AdminDesk;
import org.portcullis.pdp.admin.AdminRequest;
import org.portcullis.pdp.context.Caller;
import org.portcullis.pdp.context.RequestContext;
import org.portcullis.pdp.health.ServerMetrics;
import org.portcullis.profile.Dn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The glass to break: a Unix socket where root, and the user that the server runs as, set and lift bans when nobody gets in
 * with a certificate. Each use is an alarm. A request is its first line, headers, an empty line and the body until the end.
 */
public final class LocalDoor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalDoor.class);
    private static final int CALLERS = 4;

    private final ServerSocketChannel channel;
    private final Path socket;
    /** By their names, as the kernel's numbers are looked up here. */
    private final Set<String> entitled;

    private final Inside inside;
    private final ExecutorService callers;

    private LocalDoor(ServerSocketChannel channel, Path socket, Inside inside) throws IOException {
        this.channel = channel;
        this.socket = socket;
        this.inside = inside;
        entitled = Stream.of("root", Files.getOwner(socket).getName()).collect(Collectors.toUnmodifiableSet());
        callers = Executors.newFixedThreadPool(CALLERS, work -> {
            Thread thread = new Thread(work, "local door");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What answers, how much of a request is read, and who counts and dates it. */
    public record Inside(AdminDesk desk, int maxBodyBytes, ServerMetrics metrics, InstantSource clock) {}

    /**
     * Opens the socket, in the place of one that another server left behind.
     *
     * @throws IOException if it cannot be had
     */
    public static LocalDoor open(Path socket, Inside inside) throws IOException {
        removeLeftOver(socket);
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            LocalDoor door = new LocalDoor(channel, socket, inside);
            door.callers.execute(door::serve);
            return door;
        } catch (IOException e) {
            channel.close();
            throw new IOException("admin.socket `" + socket + "` cannot be opened: " + e.getMessage(), e);
        }
    }

    private static void removeLeftOver(Path socket) throws IOException {
        if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                throw new IOException("admin.socket `" + socket + "` is a file that is no socket: name another one");
            }
            Files.delete(socket);
        }
    }

    private void serve() {
        try {
            while (channel.isOpen()) {
                SocketChannel caller = channel.accept();
                callers.execute(() -> serve(caller));
            }
        } catch (IOException e) {
            if (channel.isOpen()) {
                LOG.error("local door closed error={}", e.toString());
            }
        }
    }

    private void serve(SocketChannel caller) {
        try (caller) {
            String user =
                    caller.getOption(ExtendedSocketOptions.SO_PEERCRED).user().getName();
            if (!entitled.contains(user)) {
                inside.metrics().brokeGlass("refused");
                LOG.error("break-glass refused user={}", user);
                return;
            }
            answer(caller, user);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("local door error={}", e.toString());
        }
    }

    private void answer(SocketChannel caller, String user) throws IOException {
        InputStream stream = Channels.newInputStream(caller);
        String text = new String(stream.readNBytes(inside.maxBodyBytes()), UTF_8);
        Dn author = Dn.parse("/CN=break-glass/CN=" + user);
        RequestContext context = RequestContext.open(Caller.withCertificate(author), "unix", inside.clock());
        AdminRequest request = request(context, text);
        inside.metrics().brokeGlass("used");
        LOG.error(
                "break-glass used user={} request={} {} callId={}",
                user,
                request.method(),
                request.path(),
                context.callId());
        AdminAnswer answer = inside.desk().answerOwner(request);
        String head = answer.status() + "\n" + answer.headers().getOrDefault("ETag", "") + "\n";
        write(caller, head.getBytes(UTF_8));
        write(caller, answer.body());
    }

    private static void write(SocketChannel caller, byte[] bytes) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
            caller.write(left);
        }
    }

    private static AdminRequest request(RequestContext context, String text) throws IOException {
        int end = text.indexOf("\n\n");
        List<String> head = end < 0 ? List.of() : text.substring(0, end).lines().toList();
        String[] first = head.isEmpty() ? new String[0] : head.get(0).split(" ", 2);
        if (first.length < 2) {
            throw new IOException("a request is `METHOD target`, headers, an empty line and a body");
        }
        int mark = first[1].indexOf('?');
        return new AdminRequest(
                context,
                first[0],
                mark < 0 ? first[1] : first[1].substring(0, mark),
                mark < 0 ? "" : first[1].substring(mark + 1),
                headers(head.subList(1, head.size())),
                text.substring(end + 2).getBytes(UTF_8));
    }

    private static Map<String, String> headers(List<String> lines) {
        Map<String, String> headers = new LinkedHashMap<>();
        lines.stream()
                .map(line -> line.split(": ", 2))
                .filter(pair -> pair.length == 2)
                .forEach(pair -> headers.put(pair[0].toLowerCase(Locale.ROOT), pair[1]));
        return headers;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        callers.shutdownNow();
        Files.deleteIfExists(socket);
    }
}
